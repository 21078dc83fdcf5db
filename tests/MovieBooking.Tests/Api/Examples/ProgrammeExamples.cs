using ImageMagick;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What anybody browses, and what managers plan: cinemas, screens, movies, fares, kinds of tickets, showtimes.</summary>
internal static class ProgrammeExamples
{
    public static async Task RecordAsync(ExampleScene scene)
    {
        var (things, anybody, admin) = (scene.Things, scene.Anybody, scene.Admin);
        await scene.AskAsync(anybody, "ListCinemas", ("pageSize", 2));
        await scene.AskAsync(anybody, "GetCinema");
        await scene.AskAsync(anybody, "ListGenres", ("pageSize", 2));
        var movies = await scene.AskAsync(anybody, "ListMovies", ("showing", "now"), ("pageSize", 2));
        things["movieId"] = movies.Items()[0].Int("movieId");
        things["movieTitle"] = movies.Items()[0].Text("title");
        await scene.AskAsync(anybody, "GetMovie");
        await scene.AskAsync(anybody, "ListMovieShowtimes", ("pageSize", 2));
        await scene.AskAsync(anybody, "ListCinemaShowtimes", ("date", $"{Given.Today.AddDays(1):yyyy-MM-dd}"), ("pageSize", 2));

        await CinemasAsync(scene);
        await MoviesAsync(scene);
        await KindsAsync(scene);
        await ShowtimesAsync(scene);

        await scene.AskAsync(anybody, "GetShowtime");
        await scene.AskAsync(anybody, "ListShowtimeKinds");
        await scene.AskAsync(anybody, "GetSeatMap");
        await scene.AskAsync(anybody, "FindBestSeats", ("count", 2));
    }

    private static async Task CinemasAsync(ExampleScene scene)
    {
        var admin = scene.Admin;
        await scene.AskAsync(admin, "ListAllCinemas", ("pageSize", 2));
        var made = await scene.AskAsync(admin, "CreateCinema");
        scene.Things["otherCinemaId"] = made.Int("cinemaId");
        await scene.AskAsync(admin, "UpdateCinema", ("cinemaId", made.Int("cinemaId")), ("language", "en"));
        await scene.AskAsync(admin, "ListScreens", ("pageSize", 2));
        scene.Things["screenId"] = (await scene.AskAsync(admin, "CreateScreen")).Int("screenId");
        await scene.AskAsync(admin, "UpdateScreen");
        var seats = (await scene.AskAsync(admin, "GetScreenSeats")).GetProperty("seats");
        await scene.AskAsync(admin, "UpdateScreenSeats", ("outOfService", new[] { seats[0].Int("seatId") }));
    }

    private static async Task MoviesAsync(ExampleScene scene)
    {
        var admin = scene.Admin;
        var next = $"{Given.Today.AddDays(30):yyyy-MM-dd}";
        await scene.AskAsync(admin, "ListAllMovies", ("pageSize", 2));
        using var picture = new MagickImage(MagickColors.Teal, 40, 60);
        await scene.Recorder.SendFileAsync(admin, "UploadPoster", picture.ToByteArray(MagickFormat.Png));
        var made = await scene.AskAsync(admin, "CreateMovie", ("releaseDate", next), ("director", "Ines Okafor"), ("genre", "Drama"));
        var movieId = ("movieId", (object)made.Int("movieId"));
        await scene.AskAsync(admin, "GetAnyMovie", movieId);
        await scene.AskAsync(admin, "UpdateMovie", movieId, ("releaseDate", next), ("director", "Ines Okafor"), ("genre", "Drama"));
        await scene.AskAsync(admin, "ImportMovies", ("dryRun", true));
    }

    private static async Task KindsAsync(ExampleScene scene)
    {
        var admin = scene.Admin;
        await scene.AskAsync(admin, "GetFares");
        await scene.AskAsync(
            admin,
            "UpdateFares",
            ("validFrom", $"{Given.Today.AddDays(60):yyyy-MM-dd}"),
            ("fares", new[] { new { seatClass = "standard", price = 9.5m } })
        );
        scene.Things["kindId"] = (await scene.AskAsync(admin, "CreateTicketKind", ("factor", 0.7m))).Int("kindId");
        var other = await scene.AskAsync(admin, "CreateTicketKind", ("name", "Student"), ("factor", 0.8m));
        await scene.AskAsync(admin, "ReplaceTicketKind", ("kindId", other.Int("kindId")), ("name", "Student"), ("factor", 0.75m));
        await scene.AskAsync(admin, "ListTicketKinds");
    }

    private static async Task ShowtimesAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        things["startsAt"] = ExampleJourney.Clock(TimeSpan.FromHours(2));
        things["showtimeId"] = (await scene.AskAsync(admin, "CreateShowtime")).Int("showtimeId");
        var later = await scene.AskAsync(admin, "CreateShowtime", ("startsAt", ExampleJourney.Clock(TimeSpan.FromHours(8))));
        things["later"] = later.Int("showtimeId");
        var last = await scene.AskAsync(admin, "CreateShowtime", ("startsAt", ExampleJourney.Clock(TimeSpan.FromHours(14))));
        things["last"] = last.Int("showtimeId");
        await scene.AskAsync(admin, "GetAnyShowtime");
        await scene.AskAsync(
            admin,
            "UpdateShowtime",
            ("showtimeId", things["later"]),
            ("startsAt", ExampleJourney.Clock(TimeSpan.FromHours(8.5)))
        );
        await scene.AskAsync(admin, "ListAllShowtimes", ("cinemaId", things["cinemaId"]), ("pageSize", 2));
        await scene.AskAsync(admin, "GetSchedule");
        await scene.AskAsync(
            admin,
            "RepeatSchedule",
            ("from", $"{Given.Today.AddDays(1):yyyy-MM-dd}"),
            ("to", new[] { $"{Given.Today.AddDays(29):yyyy-MM-dd}" }),
            ("dryRun", true)
        );
        await scene.AskAsync(
            admin,
            "ImportShowtimes",
            ("csv", $"screen,movieTitle,startsAt\nScreen 4,{things["movieTitle"]},{Given.Today.AddDays(3):yyyy-MM-dd} 19:30"),
            ("dryRun", true)
        );
        await ConflictAsync(scene);
    }

    /// <summary>In a new cinema with two screens: which ones are free does not depend on when this runs.</summary>
    private static async Task ConflictAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        (string, object) cinemaId = ("cinemaId", things["otherCinemaId"]);
        var screen = await scene.AskAsync(admin, "CreateScreen", cinemaId);
        await scene.AskAsync(admin, "CreateScreen", cinemaId, ("name", "Screen 5"));
        (string, object) screenId = ("screenId", screen.Int("screenId"));
        await scene.AskAsync(admin, "CreateShowtime", screenId);
        await scene.AskAsync(admin, "CheckConflicts", ("movieId", things["movieId"]), screenId, ("startsAt", things["startsAt"]));
    }
}
