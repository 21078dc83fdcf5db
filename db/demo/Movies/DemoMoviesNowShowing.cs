namespace MovieBooking.Db.Demo;

internal static class DemoMoviesNowShowing
{
    public static readonly DemoMovie[] All =
    [
        new()
        {
            Title = "Ramen After Midnight",
            Slug = "ramen-after-midnight",
            Genre = "Comedy",
            Rating = "PG",
            Minutes = 98,
            Director = "Hana Okabe-Lund",
            Cast = ["Theo Marchetti", "Yui Sandoval", "Barnaby Osei", "Lin Faraday"],
            Description =
                "A burnt-out food critic loses a bet and must run the night shift of the worst noodle bar in town. "
                + "By three in the morning the regulars have taken over the kitchen, the health inspector is on the way, "
                + "and the broth, for the first time in years, is perfect.",
            ReleaseDay = -3,
            CloseDay = 45,
            Appeal = new(0.62, 0.8),
        },
        new()
        {
            Title = "Signal from Vesta",
            Slug = "signal-from-vesta",
            Genre = "Science Fiction",
            Rating = "PG-13",
            Minutes = 132,
            Director = "Ingrid Halloran",
            Cast = ["Amara Keziah", "Piotr Lindqvist", "Solomon Vane", "June Hatherley"],
            Description =
                "A radio astronomer on a mountain that is about to be shut down hears an asteroid answer. "
                + "The reply is addressed to her, by name, and it is eleven years old.",
            ReleaseDay = -12,
            CloseDay = 40,
            Appeal = new(0.55, 0.8, Spectacle: true),
        },
        new()
        {
            Title = "Cold Harvest",
            Slug = "cold-harvest",
            Genre = "Horror",
            Rating = "R",
            Minutes = 94,
            Director = "Marlow Teague",
            Cast = ["Delphine Ashworth", "Caleb Noor", "Ruth Vandermeer"],
            Description =
                "Every October the scarecrow in the Vandermeer field stands one row closer to the house. "
                + "This year there are no rows left.",
            ReleaseDay = -24,
            CloseDay = 20,
            Appeal = new(0.34, 0.62, Audience.NightOwls),
        },
        new()
        {
            Title = "The Understudy Murders",
            Slug = "the-understudy-murders",
            Genre = "Comedy",
            Rating = "PG-13",
            Minutes = 107,
            Director = "Quentin Abara",
            Cast = ["Rosalind Peake", "Desmond Achterberg", "Imani Castellan", "Hugo Fenwick", "Pearl Yoon"],
            Description =
                "The leading lady is dead, the show opens in two hours, and all eleven understudies have an alibi they "
                + "learned by heart. The stage manager has a whistle, a clipboard, and no patience left.",
            ReleaseDay = -31,
            CloseDay = 26,
            Appeal = new(0.36, 0.86),
        },
        new()
        {
            Title = "Pip and the Paper Whale",
            Slug = "pip-and-the-paper-whale",
            Genre = "Animation",
            Rating = "G",
            Minutes = 86,
            Director = "Noemi Tallis",
            Cast = ["Wren Adeyemi", "Otto Brightwater", "Saskia Lowe"],
            Description =
                "Pip folds a whale out of her grandfather's letters, and on the first windy night it takes off with her. "
                + "Together they set out to deliver every word he never posted, before the rain comes.",
            ReleaseDay = -40,
            CloseDay = 30,
            Appeal = new(0.5, 0.88, Audience.Families, Spectacle: true),
        },
        new()
        {
            Title = "Nine Floors Down",
            Slug = "nine-floors-down",
            Genre = "Thriller",
            Rating = "R",
            Minutes = 101,
            Director = "Viktor Sorrell",
            Cast = ["Naima Draycott", "Elias Brandt", "Corin Maddox"],
            Description =
                "An elevator technician is trapped in the shaft of a tower that has eight basements on every plan. "
                + "The lights on the ninth have just come on.",
            ReleaseDay = -47,
            CloseDay = 19,
            Appeal = new(0.3, 0.8, Audience.NightOwls),
        },
        new()
        {
            Title = "Brass Meridian",
            Slug = "brass-meridian",
            Genre = "Adventure",
            Rating = "PG",
            Minutes = 124,
            Director = "Alasdair Quince",
            Cast = ["Juno Belacqua", "Rafe Okonjo", "Minna Straub", "Ezra Pellworth"],
            Description =
                "A map-maker's daughter steals the last airship of a bankrupt navy to find the line where every compass "
                + "turns around. Her crew is a deserter, a pickpocket and a goat with opinions.",
            ReleaseDay = -59,
            CloseDay = 23,
            Appeal = new(0.52, 0.84, Spectacle: true),
        },
        new()
        {
            Title = "Orbit for Two",
            Slug = "orbit-for-two",
            Genre = "Romance",
            Rating = "PG-13",
            Minutes = 112,
            Director = "Celeste Varga",
            Cast = ["Idris Fontaine", "Mae Rosenthal", "Kofi Lindgren"],
            Description =
                "Two rival astronauts share a nine-month mission, one working treadmill and a tether. "
                + "Mission control has a pool going on which of them will ask for a transfer first.",
            ReleaseDay = -73,
            CloseDay = 16,
            Appeal = new(0.42, 0.88),
        },
        new()
        {
            Title = "The Long Tide",
            Slug = "the-long-tide",
            Genre = "Drama",
            Rating = "PG",
            Minutes = 118,
            Director = "Oona Brannigan",
            Cast = ["Silas Wetherby", "Fionnuala Crewe", "Tomas Ilves", "Agnes Porter"],
            Description =
                "The last keeper of an automated lighthouse refuses to leave until one more boat comes home. "
                + "In the village below, three generations decide whether to tell him which one it was.",
            ReleaseDay = -84,
            CloseDay = 9,
            Appeal = new(0.24, 0.95),
        },
    ];
}
