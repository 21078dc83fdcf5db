namespace MovieBooking.Db.Demo;

internal static class DemoMoviesComingSoon
{
    public static readonly DemoMovie[] All =
    [
        new()
        {
            Title = "Kingdom of Moths",
            Slug = "kingdom-of-moths",
            Genre = "Animation",
            Rating = "PG",
            Minutes = 104,
            Director = "Leopold Nakamura",
            Cast = ["Beatrix Sorensen", "Amadou Finch", "Greta Holloway", "Milo Castane"],
            Description =
                "When the lamps of the forest go out one by one, a moth too shy to fly by moonlight inherits a crown. "
                + "To keep it she must cross the valley of glass, where every flame is a mirror.",
            ReleaseDay = 4,
            Appeal = new(0.5, 0.86, Audience.Families, Spectacle: true),
        },
        new()
        {
            Title = "Last Exit Before Dawn",
            Slug = "last-exit-before-dawn",
            Genre = "Thriller",
            Rating = "R",
            Minutes = 109,
            Director = "Dominic Ravel",
            Cast = ["Zara Whitlock", "Hector Amundsen", "Lucian Bray"],
            Description =
                "A courier with six hours to cross the mountains notices that the same exit sign keeps coming back. "
                + "So does the car behind her.",
            ReleaseDay = 11,
            Appeal = new(0.38, 0.78, Audience.NightOwls),
        },
        new()
        {
            Title = "The Glass Alpinist",
            Slug = "the-glass-alpinist",
            Genre = "Adventure",
            Rating = "PG-13",
            Minutes = 116,
            Director = "Katarina Wolff-Ames",
            Cast = ["Soren Delacroix", "Priya Thorne", "Anselm Okafor"],
            Description =
                "Ten years after the fall that ended her career, a climber goes back alone to the one face nobody has "
                + "repeated. The ice has moved, and something she dropped is on its way down.",
            ReleaseDay = 25,
            Appeal = new(0.34, 0.84, Spectacle: true),
        },
        new()
        {
            Title = "The Quiet Frequency",
            Slug = "the-quiet-frequency",
            Genre = "Horror",
            Rating = "R",
            Minutes = 97,
            Director = "Agatha Mourne",
            Cast = ["Felix Underhill", "Oriel Santos", "Winifred Hale", "Bram Castor"],
            Description =
                "A boy finds a channel that broadcasts his own living room, nine seconds late. " + "Then, one evening, nine seconds early.",
            ReleaseDay = 39,
            Appeal = new(0.36, 0.66, Audience.NightOwls),
        },
    ];
}
