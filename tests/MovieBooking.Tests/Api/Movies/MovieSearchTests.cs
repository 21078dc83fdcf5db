using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What is typed finds what is stored, however either is written. Every test has a genre of its own.</summary>
public sealed class MovieSearchTests(TestApi api) : IClassFixture<TestApi>
{
    private readonly string _genre = Given.Unique("Genre");

    [Theory]
    [InlineData("Amélie et l’Été", "l'ete")]
    [InlineData("Amélie et l’Été", "l’été")]
    [InlineData("Amélie et l'Été", "L`ETE")]
    [InlineData("Amélie et l'Été", "lʼe\u0301te\u0301")]
    [InlineData("Ame\u0301lie et l‘E\u0301te\u0301", "amélie et l′été")]
    [InlineData("The “Great” Train", "\"great\"")]
    [InlineData("The \"Great\" Train", "«great»")]
    [InlineData("The \"Great\" Train", "„great‟")]
    [InlineData("The “Great” Train", "''great''")]
    [InlineData("Spider–Man", "spider-man")]
    [InlineData("Spider-Man", "spider\u2011man")]
    [InlineData("North — South", "north - south")]
    [InlineData("North—South", "north -- south")]
    [InlineData("North - South", "north−south")]
    [InlineData("Œuvre au cœur", "oeuvre au coeur")]
    [InlineData("Oeuvre", "œuvre")]
    [InlineData("Ægir", "aegir")]
    [InlineData("Die Straße", "strasse")]
    [InlineData("DIE STRASSE", "straẞe")]
    [InlineData("The ﬁnal oﬃce", "final office")]
    [InlineData("The final office", "ﬁnal oﬃce")]
    [InlineData("Ｗｉｄｅ　Ｓｃｒｅｅｎ", "wide screen")]
    [InlineData("Wide Screen", "ｗｉｄｅ　ｓｃｒｅｅｎ")]
    [InlineData("ガメラ", "ｶﾞﾒﾗ")]
    [InlineData("ｶﾞﾒﾗ", "ガメラ")]
    [InlineData("ガメラ", "カ\u3099メラ")]
    [InlineData("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8")]
    [InlineData("And then…", "then...")]
    [InlineData("And then...", "then…")]
    [InlineData("One\u00a0Night", "one night")]
    [InlineData("One Night", "  one \u00a0\t night ")]
    [InlineData("One\u2009Night", "one\u202fnight")]
    [InlineData("Project\u00ador", "projector")]
    [InlineData("Projector", "pro\u200bject\u00ador\ufeff")]
    [InlineData("Strøm i Łódź", "strom i lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Saga Ⅳ", "saga iv")]
    [InlineData("8½", "8 1/2")]
    [InlineData("100% Pure_Gold\\", "100%")]
    [InlineData("100% Pure_Gold\\", "pure_g")]
    [InlineData("100% Pure_Gold\\", "gold\\")]
    public async Task A_title_is_found_however_it_is_typed(string title, string typed)
    {
        await api.Given.MovieAsync(title, genre: _genre);
        await api.Given.MovieAsync("Another One", genre: _genre);

        Assert.Equal([title], await FindAsync(typed));
        Assert.Equal([title], await FindAsync(typed, await api.AdminAsync(), "/api/v1/admin/movies"));
    }

    [Theory]
    [InlineData("Purely 100 Golden", "100%")]
    [InlineData("Purely 100 Golden", "l_y")]
    [InlineData("Purely 100 Golden", "golden\\")]
    [InlineData("Golden", "golden ada")]
    [InlineData("Les Etes", "l'ete")]
    public async Task What_is_not_in_title_or_director_is_not_found(string title, string typed)
    {
        await api.Given.MovieAsync(title, genre: _genre);

        Assert.Empty(await FindAsync(typed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u00a0\u200b")]
    public async Task Nothing_to_look_for_leaves_nothing_out(string typed)
    {
        await api.Given.MovieAsync("Golden", genre: _genre);

        Assert.Equal(["Golden"], await FindAsync(typed));
    }

    [Fact]
    public async Task A_director_is_found_and_what_changes_is_found_as_it_is_now()
    {
        var movieId = await api.Given.MovieAsync("Golden", genre: _genre);
        await api.Database.ExecuteAsync("UPDATE movies SET title = 'L’Âge', director = 'Zoë D’Arc' WHERE movie_id = @id", ("@id", movieId));

        Assert.Equal(["L’Âge"], await FindAsync("zoe d'arc"));
        Assert.Equal(["L’Âge"], await FindAsync("l'age"));
        Assert.Empty(await FindAsync("golden"));
    }

    [Fact]
    public async Task The_longest_title_can_be_stored_and_found_in_whatever_letters()
    {
        var title = new string('ﬃ', 200);
        await api.Given.MovieAsync(title, genre: _genre);

        Assert.Equal([title], await FindAsync(new string('ﬃ', 99)));
        Assert.Equal([title], await FindAsync("ffi"));
    }

    [Fact]
    public async Task What_is_half_a_letter_finds_nothing_and_breaks_nothing()
    {
        await api.Given.MovieAsync("Golden", genre: _genre);
        var client = api.CreateClient();

        var page = await client.GetAsync($"/api/v1/movies?genre={Uri.EscapeDataString(_genre)}&q=%ED%A0%80").JsonAsync();

        Assert.Equal(0, page.Int("total"));
    }

    private async Task<IEnumerable<string>> FindAsync(string typed, HttpClient? client = null, string path = "/api/v1/movies")
    {
        var query = $"genre={Uri.EscapeDataString(_genre)}&q={Uri.EscapeDataString(typed)}";
        var page = await (client ?? api.CreateClient()).GetAsync($"{path}?{query}").JsonAsync();
        return page.Items().Select(movie => movie.Text("title"));
    }
}
