using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>What is refused writes nothing, so all of it may be tried on one database.</summary>
public sealed class FareRefusalTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Fares = $"{ManagerCalls.Admin}/fares";

    [Theory]
    [InlineData("""{"fares":[{"seatClass":"standard","price":0}]}""", "fares[0].price")]
    [InlineData("""{"fares":[{"seatClass":"standard","price":-1}]}""", "fares[0].price")]
    [InlineData("""{"fares":[{"seatClass":"standard","price":1e9}]}""", "fares[0].price")]
    [InlineData("""{"fares":[{"seatClass":"standard","price":9.999}]}""", "fares[0].price")]
    [InlineData("""{"fares":[{"seatClass":"standard","price":9},{"seatClass":"premium","price":0.04}]}""", "fares[1].price")]
    [InlineData("""{"fares":[{"seatClass":null,"price":9}]}""", "fares[0].seatClass")]
    [InlineData("""{"fares":[null]}""", "fares[0]")]
    [InlineData("""{"fares":[]}""", "fares")]
    [InlineData("""{"fares":[{"seatClass":"premium","price":9},{"seatClass":"premium","price":8}]}""", "fares")]
    [InlineData("""{"multipliers":[{"format":"3D","multiplier":0}]}""", "multipliers[0].multiplier")]
    [InlineData("""{"multipliers":[{"format":"3D","multiplier":1.255}]}""", "multipliers[0].multiplier")]
    [InlineData("""{"multipliers":[{"format":"3D","multiplier":11}]}""", "multipliers[0].multiplier")]
    [InlineData("""{"multipliers":[{"format":"2D","multiplier":1},{"format":"2D","multiplier":1}]}""", "multipliers")]
    [InlineData("""{"validFrom":"2020-01-01","fares":[{"seatClass":"standard","price":9}]}""", "validFrom")]
    [InlineData("""{"validFrom":"9999-12-31","fares":[{"seatClass":"standard","price":9}]}""", "validFrom")]
    [InlineData("""{"fares":[{"seatClass":"standard","price":"9"}]}""", null)]
    [InlineData("""{"fares":[{"seatClass":"standard","price":1e99}]}""", null)]
    [InlineData("""{"fares":[{"seatClass":"gold","price":9}]}""", null)]
    public async Task A_bad_price_names_its_field_and_nothing_is_saved(string body, string? field)
    {
        var admin = await api.AdminAsync();
        if (!body.Contains("validFrom", StringComparison.Ordinal))
        {
            body = $$"""{"validFrom":"{{Given.Today.AddDays(1):yyyy-MM-dd}}",{{body[1..]}}""";
        }

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await admin.PutAsync(Fares, content);

        await answer.ProblemAsync(400, (await CodeAsync(answer))!, field);
        Assert.Equal(
            5,
            await api.Database.ScalarAsync<int>("SELECT (SELECT COUNT(*) FROM fares) + (SELECT COUNT(*) FROM format_multipliers)")
        );
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log"));
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        var code = (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code");
        Assert.True(code is "validation_failed" or "malformed_request", code);
        return code;
    }
}
