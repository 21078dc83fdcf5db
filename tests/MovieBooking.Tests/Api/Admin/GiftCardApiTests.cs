using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Gift cards: issued, looked at by whoever has the code, and cancelled.</summary>
[Collection(SharedApi.Two)]
public sealed class GiftCardApiTests(TestApi api)
{
    private const string Cards = "/api/v1/admin/gift-cards";

    [Fact]
    public async Task A_card_is_issued_looked_at_listed_and_cancelled()
    {
        using var admin = await api.AdminAsync();
        var name = Given.Unique("Christmas");
        var issued = await admin
            .PostAsJsonAsync(
                Cards,
                new
                {
                    name,
                    amount = 50.25,
                    cards = 3,
                    expiresAt = "2199-12-31T23:00:00-01:00",
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var cards = issued.EnumerateArray().ToList();
        var codes = cards.ConvertAll(card => card.Text("code"));
        Assert.Equal(3, codes.Distinct().Count());
        Assert.All(cards, card => Assert.Equal(card.Text("code")[^4..], card.GetProperty("card").Text("hint")));
        var cardId = cards[0].GetProperty("card").Int("cardId");

        var typed = codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        var balance = await CheckAsync(typed).JsonAsync();
        balance.Has("hint", "balance", "currency", "expiresAt");
        Assert.Equal((50.25m, "USD", codes[0][^4..]), (balance.Money("balance"), balance.Text("currency"), balance.Text("hint")));
        Assert.Equal("2200-01-01T00:00:00+00:00", balance.Text("expiresAt"));

        var listed = await admin.GetAsync($"{Cards}?pageSize=100").JsonAsync();
        var card = listed.Items().Single(one => one.Int("cardId") == cardId);
        Assert.Equal((name, 50.25m, true), (card.Text("name"), card.Money("amount"), card.IsNull("cancelledAt")));
        var file = await admin.GetStringAsync($"{Cards}.csv");
        Assert.Contains($"{cardId},{name},{codes[0][^4..]},50.25,0.00,50.25,USD,", file, StringComparison.Ordinal);
        // Neither the code nor what is kept in its place is told again.
        Assert.All(codes, code => Assert.DoesNotContain(code, listed.ToString() + file, StringComparison.Ordinal));
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM audit_log WHERE changes LIKE CONCAT('%', @code, '%') OR changes LIKE CONCAT('%', @plain, '%')",
                ("@code", codes[0]),
                ("@plain", codes[0].Replace("-", "", StringComparison.Ordinal))
            )
        );

        await admin.DeleteAsync($"{Cards}/{cardId}").IsEmptyAsync();
        await admin.DeleteAsync($"{Cards}/{cardId}").IsEmptyAsync();
        await admin.DeleteAsync($"{Cards}/{int.MaxValue}").ProblemAsync(404, "not_found");
        await CheckAsync(codes[1]).JsonAsync();
        Assert.Equal(
            [$"cancelled {name}", $"created {name}"],
            (await admin.GetAsync($"/api/v1/admin/audit-log?entity=giftCard&entityId={cardId}").JsonAsync())
                .Items()
                .Select(entry => $"{entry.Text("action")} {entry.Text("entityLabel")}")
        );
    }

    [Fact]
    public async Task A_card_that_is_unknown_cancelled_expired_or_of_another_currency_gets_one_answer()
    {
        using var admin = await api.AdminAsync();
        var unknown = (await CheckAsync("7K2M-QX0D-4TVB-1HNS-9XQ4").ProblemAsync(400, "validation_failed", "code")).GetProperty("errors");
        foreach (
            var end in new[] { "cancelled_at = UTC_TIMESTAMP(6)", "expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND", "currency = 'CHF'" }
        )
        {
            var issued = await admin.PostAsJsonAsync(Cards, new { name = "G", amount = 5 }).JsonAsync(HttpStatusCode.Created);
            var code = issued[0].Text("code");
            Assert.True((await CheckAsync(code).JsonAsync()).IsNull("expiresAt"));
            await api.Database.ExecuteAsync(
                $"UPDATE gift_cards SET {end} WHERE card_id = @id",
                ("@id", issued[0].GetProperty("card").Int("cardId"))
            );

            var refused = await CheckAsync(code).ProblemAsync(400, "validation_failed", "code");
            Assert.Equal(unknown.ToString(), refused.GetProperty("errors").ToString());
        }
    }

    [Theory]
    [InlineData("""{"name":"","amount":10}""", "name")]
    [InlineData("""{"name":"G","amount":0}""", "amount")]
    [InlineData("""{"name":"G","amount":-5}""", "amount")]
    [InlineData("""{"name":"G","amount":1.005}""", "amount")]
    [InlineData("""{"name":"G","amount":1e12}""", "amount")]
    [InlineData("""{"name":"G","amount":5,"cards":0}""", "cards")]
    [InlineData("""{"name":"G","amount":5,"cards":1001}""", "cards")]
    [InlineData("""{"name":"G","amount":5,"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"G","amount":5,"expiresAt":"9999-12-31T23:59:59-12:00"}""", "expiresAt")]
    public async Task A_wrong_card_is_told_by_field_and_none_is_issued(string body, string field)
    {
        using var admin = await api.AdminAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var cards = await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM gift_cards");

        await admin.PostAsync(Cards, content).ProblemAsync(400, "validation_failed", field);

        Assert.Equal(cards, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM gift_cards"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CHRISTMAS")]
    [InlineData("' OR 1=1 --")]
    public async Task What_cannot_be_a_code_is_told_by_field(string code) =>
        await CheckAsync(code).ProblemAsync(400, "validation_failed", "code");

    private async Task<HttpResponseMessage> CheckAsync(string code)
    {
        using var anybody = api.CreateClient();
        return await anybody.PostAsJsonAsync("/api/v1/gift-cards/balance", new { code });
    }
}
