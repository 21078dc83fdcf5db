namespace MovieBooking.Db.Demo;

/// <summary>
/// An invented movie. Its dates are days from the first load; without a close date the database sets it, a month after
/// the release. Its poster is <c>web/public/posters/{Slug}.svg</c>.
/// </summary>
internal sealed record DemoMovie
{
    public required string Title { get; init; }
    public required string Slug { get; init; }
    public required string Genre { get; init; }
    public required string Rating { get; init; }
    public required int Minutes { get; init; }
    public required string Director { get; init; }
    public required string[] Cast { get; init; }
    public required string Description { get; init; }
    public required int ReleaseDay { get; init; }
    public int? CloseDay { get; init; }
    public required Appeal Appeal { get; init; }

    public string PosterUrl => $"/posters/{Slug}.svg";
}

/// <summary>
/// How well a movie sells: <c>Opening</c> is the share of seats on an ordinary evening at first, <c>Legs</c> what is left
/// of that after each further week. A <c>Spectacle</c> gains from 3D and IMAX.
/// </summary>
internal sealed record Appeal(double Opening, double Legs, Audience Audience = Audience.Everyone, bool Spectacle = false);

internal enum Audience
{
    Everyone,
    Families,
    NightOwls,
}

/// <summary>The demo programme: 9 movies now showing, 4 coming soon, 3 closed; 8 genres with 2 movies each.</summary>
internal static class DemoMovies
{
    public static readonly DemoMovie[] All = [.. DemoMoviesNowShowing.All, .. DemoMoviesComingSoon.All, .. DemoMoviesClosed.All];
}
