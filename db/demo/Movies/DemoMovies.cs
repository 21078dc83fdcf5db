namespace MovieBooking.Db.Demo;

/// <summary>The demo programme: 9 movies now showing, 4 coming soon, 3 closed; 8 genres with 2 movies each.</summary>
internal static class DemoMovies
{
    public static readonly DemoMovie[] All = [.. DemoMoviesNowShowing.All, .. DemoMoviesComingSoon.All, .. DemoMoviesClosed.All];
}
