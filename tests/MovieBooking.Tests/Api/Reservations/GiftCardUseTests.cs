using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Gift cards from the admin who issues them to the bookings that they pay, and back.</summary>
[Collection(SharedApi.Two)]
public sealed class GiftCardUseTests(TestApi api)
{
    private const string Cards = "/api/v1/admin/gift-cards";

    [Fact]
    public async Task A_card_pays_a_booking_and_another_in_part_and_has_what_comes_back()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();
        var (cardId, code) = await IssueAsync(admin, 20);

        var booking = await customer.PendingAsync(showtimeId, seats[..2]);
        Assert.True(booking.IsNull("giftCard"));
        var typed = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        var paid = (await UseAsync(customer, booking, typed).JsonAsync()).IsReservation();
        Assert.Equal((16m, 16m, 0m, code[^4..]), (paid.Money("total"), Paid(paid), ToPay(paid), Card(paid).Text("hint")));
        Assert.Equal(4m, await BalanceAsync(code));
        var without = await customer.DeleteAsync(Path(booking)).JsonAsync();
        Assert.Equal((true, 16m, 20m), (without.IsNull("giftCard"), ToPay(without), await BalanceAsync(code)));
        await UseAsync(customer, booking, code).JsonAsync();
        var confirmed = (await customer.ConfirmAsync(booking).JsonAsync()).IsReservation();
        Assert.Equal((16m, 0m), (Paid(confirmed), ToPay(confirmed)));
        await UseAsync(customer, booking, code).ProblemAsync(409, "reservation_confirmed");

        // Whoever has the code pays with what is left; nobody else's booking is paid by it.
        using var other = await api.CustomerAsync();
        var others = await other.PendingAsync(showtimeId, seats[2]);
        await UseAsync(customer, others, code).ProblemAsync(404, "not_found");
        Assert.Equal(4m, Paid(await UseAsync(other, others, code).JsonAsync()));
        var next = await api.Given.ShowtimeAsync();
        var third = await customer.PendingAsync(next, await api.Given.SeatAsync(next, "A1"));
        Assert.Equal("empty", (await UseAsync(customer, third, code).ProblemAsync(409, "gift_card_refused")).Text("refusedFor"));
        Assert.Equal((4m, 4m), (Paid(await other.ConfirmAsync(others).JsonAsync()), ToPay(await ReadAsync(other, others))));

        var one = confirmed.GetProperty("tickets")[0].Int("ticketId");
        var left = await customer.PostAsJsonAsync($"{Reservation(booking)}/tickets/cancel", new { ticketIds = new[] { one } }).JsonAsync();
        Assert.Equal((8m, 8m, 8m, 0m), (left.Money("total"), left.Money("refundDue"), Card(left).Money("givenBack"), ToPay(left)));
        Assert.Equal(left.GetProperty("giftCard").ToString(), (await ReadAsync(customer, booking)).GetProperty("giftCard").ToString());
        Assert.Equal(8m, await BalanceAsync(code));

        var listed = (await admin.GetAsync($"{Cards}?pageSize=100").JsonAsync()).Items().Single(card => card.Int("cardId") == cardId);
        Assert.Equal((20m, 12m, 8m), (listed.Money("amount"), listed.Money("spent"), listed.Money("balance")));
        Assert.Equal(
            [$"{others.Text("reference")} confirmed 4.00 0.00 4.00", $"{booking.Text("reference")} confirmed 16.00 8.00 8.00"],
            (await admin.GetAsync($"{Cards}/{cardId}/uses").JsonAsync())
                .Items()
                .Select(use =>
                    $"{use.Text("reference")} {use.Text("status")} {use.GetProperty("amount").GetRawText()} {use.GetProperty("givenBack").GetRawText()} {use.GetProperty("spent").GetRawText()}"
                )
        );
        Assert.Contains(
            $"{booking.Text("reference")},",
            await admin.GetStringAsync($"{Cards}/{cardId}/uses.csv"),
            StringComparison.Ordinal
        );
        await admin.GetAsync($"{Cards}/{int.MaxValue}/uses").ProblemAsync(404, "not_found");

        // One that is cancelled is nobody's, and has what comes back.
        await admin.DeleteAsync($"{Cards}/{cardId}").IsEmptyAsync();
        var ended = await UseAsync(customer, third, code).ProblemAsync(400, "validation_failed", "code");
        var unknown = await UseAsync(customer, third, "7K2M-QX0D-4TVB-1HNS-9XQ4").ProblemAsync(400, "validation_failed", "code");
        Assert.Equal(unknown.GetProperty("errors").ToString(), ended.GetProperty("errors").ToString());
        await customer.CancelAsync(booking).JsonAsync();
        listed = (await admin.GetAsync($"{Cards}?pageSize=100").JsonAsync()).Items().Single(card => card.Int("cardId") == cardId);
        Assert.Equal((4m, 16m), (listed.Money("spent"), listed.Money("balance")));
        Assert.Empty(await api.Database.MisspentCardsAsync());
    }

    [Fact]
    public async Task The_same_key_again_spends_once_and_gives_the_same_answer()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        var (_, code) = await IssueAsync(admin, 20);
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        var (use, confirm) = (IdempotencyCalls.NewKey(), IdempotencyCalls.NewKey());

        string[] used = [await SendAsync(HttpMethod.Put, "/gift-card", use), await SendAsync(HttpMethod.Put, "/gift-card", use)];
        string[] confirmed = [await SendAsync(HttpMethod.Post, "/confirm", confirm), await SendAsync(HttpMethod.Post, "/confirm", confirm)];
        // What was sent first and comes late finds its answer, and changes nothing.
        Assert.Equal(used[0], await SendAsync(HttpMethod.Put, "/gift-card", use));

        Assert.Equal(used[0], used[1]);
        Assert.Equal(confirmed[0], confirmed[1]);
        Assert.Equal(12m, await BalanceAsync(code));

        async Task<string> SendAsync(HttpMethod method, string path, string key)
        {
            using var request = new HttpRequestMessage(method, Reservation(booking) + path);
            request.Headers.Add("Idempotency-Key", key);
            if (method == HttpMethod.Put)
            {
                request.Content = JsonContent.Create(new { code });
            }

            return await customer.SendAsync(request).TextAsync();
        }
    }

    [Fact]
    public async Task A_guest_pays_with_a_card_and_its_code_is_kept_nowhere()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        var (_, code) = await IssueAsync(admin, 8);
        var booked = await api.CreateClient()
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, await api.Given.SeatAsync(showtimeId, "A1"))
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(booked.Text("accessToken"));

        Assert.Equal(0, ToPay(await UseAsync(guest, booked, code).JsonAsync()));
        Assert.Equal("confirmed", (await guest.ConfirmAsync(booked).JsonAsync()).Text("status"));
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM idempotency_keys WHERE body LIKE CONCAT('%', @code, '%')",
                ("@code", code)
            )
        );
    }

    [Fact]
    public async Task What_cards_paid_is_told_with_the_sales_of_the_period()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();
        var (_, code) = await IssueAsync(admin, 5);
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        await UseAsync(customer, booking, code).JsonAsync();
        Assert.Equal(0m, await SoldAsync());

        await customer.ConfirmAsync(booking).JsonAsync();
        Assert.Equal(5m, await SoldAsync());
        await customer.CancelAsync(booking).JsonAsync();
        Assert.Equal(0m, await SoldAsync());

        async Task<decimal> SoldAsync() =>
            (await admin.GetAsync($"/api/v1/admin/analytics/channels?cinemaId={cinemaId}").JsonAsync()).Money("giftCards");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CHRISTMAS")]
    [InlineData("' OR 1=1 --")]
    public async Task What_cannot_be_a_code_is_told_by_field(string code)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        await UseAsync(customer, booking, code).ProblemAsync(400, "validation_failed", "code");
    }

    private static async Task<(int CardId, string Code)> IssueAsync(HttpClient admin, decimal amount)
    {
        var issued = await admin.PostAsJsonAsync(Cards, new { name = Given.Unique("Card"), amount }).JsonAsync(HttpStatusCode.Created);
        return (issued[0].GetProperty("card").Int("cardId"), issued[0].Text("code"));
    }

    private async Task<decimal> BalanceAsync(string code)
    {
        using var anybody = api.CreateClient();
        return (await anybody.PostAsJsonAsync("/api/v1/gift-cards/balance", new { code }).JsonAsync()).Money("balance");
    }

    private static string Reservation(JsonElement booking) => $"/api/v1/reservations/{booking.Int("reservationId")}";

    private static string Path(JsonElement booking) => $"{Reservation(booking)}/gift-card";

    private static Task<HttpResponseMessage> UseAsync(HttpClient client, JsonElement booking, string code) =>
        client.PutAsJsonAsync(Path(booking), new { code });

    private static Task<JsonElement> ReadAsync(HttpClient client, JsonElement booking) => client.GetAsync(Reservation(booking)).JsonAsync();

    private static JsonElement Card(JsonElement booking) => booking.GetProperty("giftCard");

    private static decimal Paid(JsonElement booking) => Card(booking).Money("amount");

    private static decimal ToPay(JsonElement booking) => booking.GetProperty("payment").Money("amount");
}
