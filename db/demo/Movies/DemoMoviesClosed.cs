namespace MovieBooking.Db.Demo;

internal static class DemoMoviesClosed
{
    public static readonly DemoMovie[] All =
    [
        new()
        {
            Title = "Tomorrow, Twice",
            Slug = "tomorrow-twice",
            Genre = "Science Fiction",
            Rating = "PG-13",
            Minutes = 121,
            Director = "Rurik Ashgrove",
            Cast = ["Leila Montcrief", "Jonas Abernathy", "Cordelia Pike"],
            Description =
                "An insomniac watchmaker wakes each day in one of two cities, and only one of them has a tomorrow. "
                + "She has until the sand runs out to choose which.",
            ReleaseDay = -91,
            CloseDay = -24,
            Appeal = new(0.4, 0.82, Spectacle: true),
        },
        new()
        {
            Title = "The Violet Hour Quartet",
            Slug = "the-violet-hour-quartet",
            Genre = "Drama",
            Rating = "PG-13",
            Minutes = 128,
            Director = "Mireille Castagne",
            Cast = ["Edmund Larkspur", "Vesna Horvat", "Ilse Bergstrom", "Cyrus Mbeki"],
            Description =
                "Four musicians who have not spoken in nineteen years are locked into one last recording session. "
                + "The piece takes forty minutes; the apologies take longer.",
            ReleaseDay = -98,
            CloseDay = -38,
            Appeal = new(0.09, 0.9),
        },
        new()
        {
            Title = "One Yellow Umbrella",
            Slug = "one-yellow-umbrella",
            Genre = "Romance",
            Rating = "PG",
            Minutes = 103,
            Director = "Paloma Estrada-Reyes",
            Cast = ["Nico Hargreaves", "Sunniva Dahl", "Teodora Lisle"],
            Description =
                "She left it on the tram; he has carried it across the city every rainy day since, hoping. "
                + "It has been the driest spring on record.",
            ReleaseDay = -112,
            CloseDay = -61,
            Appeal = new(0.33, 0.85),
        },
    ];
}
