using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Problems are in the language that a request asks for; everything else is the same for all.</summary>
[Collection(SharedApi.One)]
public sealed class LanguageTests(TestApi api)
{
    [Theory]
    [InlineData(null, "en", "There is nothing here.", "There is no such movie.")]
    [InlineData("es", "es", "Aquí no hay nada.", "No existe esa película.")]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es", "Aquí no hay nada.", "No existe esa película.")]
    [InlineData("de, es;q=0.5, en;q=0.7", "en", "There is nothing here.", "There is no such movie.")]
    [InlineData("fr", "en", "There is nothing here.", "There is no such movie.")]
    [InlineData("*", "en", "There is nothing here.", "There is no such movie.")]
    [InlineData(";;q=,,es_", "en", "There is nothing here.", "There is no such movie.")]
    public async Task A_problem_is_in_the_language_asked_for(string? asked, string language, string title, string detail)
    {
        using var client = Client(asked);

        using var answer = await client.GetAsync("/api/v1/movies/999999");

        var problem = await answer.ProblemAsync(404, "not_found");
        Assert.Equal((title, detail), (problem.Text("title"), problem.Text("detail")));
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Fact]
    public async Task Every_way_to_a_problem_speaks_spanish()
    {
        using var client = Client("es");

        await TitledAsync(client.GetAsync("/api/v1/nothing"), 404, "Aquí no hay nada.");
        await TitledAsync(client.DeleteAsync("/api/v1/movies/1"), 405, "Esta dirección no admite este método.");
        await TitledAsync(client.GetAsync("/api/v1/auth/me"), 401, "Inicia sesión primero.");
        await TitledAsync(client.PostAsync("/api/v1/auth/login", new StringContent("x")), 415, "Aquí no se admite este tipo");
        var body = await TitledAsync(
            client.PostAsync("/api/v1/auth/login", new StringContent("{", null, "application/json")),
            400,
            "La solicitud no se puede leer."
        );
        Assert.Equal("El cuerpo no es JSON válido.", body.Text("detail"));

        // FluentValidation's own words, ours, those of the framework's reader, and what belongs to two fields.
        var rules = await TitledAsync(
            client.PostAsJsonAsync(
                "/api/v1/auth/register",
                new
                {
                    email = "x",
                    password = "moviebooking",
                    displayName = "",
                }
            ),
            400,
            "La solicitud incumple una regla."
        );
        Assert.Equal("Consulta en errors los campos y sus reglas.", rules.Text("detail"));
        var errors = rules.GetProperty("errors");
        Assert.Equal("'email' debe ser una dirección de correo, como nombre@example.org.", errors.GetProperty("email")[0].GetString());
        Assert.Equal("'displayName' no debería estar vacío.", errors.GetProperty("displayName")[0].GetString());
        Assert.Equal("'password' no debe contener el nombre de este producto.", errors.GetProperty("password")[0].GetString());
        var type = await TitledAsync(client.GetAsync("/api/v1/movies?page=x"), 400, "La solicitud incumple una regla.");
        Assert.Equal("El valor falta o no es del tipo esperado.", type.GetProperty("errors").GetProperty("page")[0].GetString());

        // Raised by the database.
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        customer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es");
        var other = await api.Given.SeatAsync(await api.Given.ShowtimeAsync(), "A1");
        await TitledAsync(customer.PostAsync($"/api/v1/showtimes/{showtimeId}/seats/999999999/lock", null), 404, "Aquí no hay nada.");
        var elsewhere = await TitledAsync(
            customer.PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds = new[] { other } }),
            400,
            "La solicitud incumple una regla."
        );
        Assert.StartsWith(
            "No son butacas de la sala de esta función: ",
            elsewhere.GetProperty("errors").GetProperty("seatIds")[0].GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/api/v1/movies?pageSize=3")]
    [InlineData("/api/v1/cinemas")]
    [InlineData("/api/v1/genres")]
    [InlineData("/swagger/v1/swagger.json")]
    public async Task What_is_no_problem_is_the_same_bytes_for_all(string path)
    {
        await api.Given.ShowtimeAsync();
        using var spanish = await Client("es").GetAsync(path);
        using var english = await Client("en").GetAsync(path);

        Assert.Equal(await english.Content.ReadAsByteArrayAsync(), await spanish.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("Accept-Language", spanish.Headers.Vary);
        Assert.Equal(english.Headers.ETag, spanish.Headers.ETag);
        Assert.Empty(spanish.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task Numbers_and_dates_of_programs_do_not_go_by_the_reader()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es");

        var seats = await admin.GetAsync($"/api/v1/showtimes/{showtimeId}/seats").JsonAsync();
        var file = await admin.GetStringAsync("/api/v1/admin/analytics/top_movies.csv");
        admin.DefaultRequestHeaders.AcceptLanguage.Clear();

        Assert.Equal("8.00", seats.GetProperty("rows")[0].GetProperty("seats")[0].GetProperty("price").GetRawText());
        Assert.Equal(await admin.GetStringAsync("/api/v1/admin/analytics/top_movies.csv"), file);
    }

    private HttpClient Client(string? language)
    {
        var client = api.CreateClient();
        if (language is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        }

        return client;
    }

    private static async Task<JsonElement> TitledAsync(Task<HttpResponseMessage> request, int status, string title)
    {
        using var answer = await request;
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(title, problem.Text("title"), StringComparison.Ordinal);
        Assert.Equal(["es"], answer.Content.Headers.ContentLanguage);
        return problem;
    }
}
