using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Waiting for seats of a sold-out show over HTTP, and the mail that offers them.</summary>
[Collection(SharedApi.Mail)]
public sealed partial class WaitingListApiTests(MailApi mail)
{
    private const string Ticket = "Waiting-List-Ticket";

    private TestApi Api => mail.Api;

    [Fact]
    public async Task A_customer_who_waits_finds_the_seats_held_and_is_written_to()
    {
        var (showtimeId, buyer, sold) = await SoldOutAsync("E5", "E6");
        using var customer = await Api.CustomerAsync();
        await customer.GetAsync(Path(showtimeId)).ProblemAsync(404, "not_found");

        var place = await JoinAsync(customer, showtimeId, 2).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(("waiting", 1, 2), (place.Text("status"), place.Int("place"), place.Int("seats")));
        Assert.False(place.TryGetProperty("ticket", out _));
        await JoinAsync(customer, showtimeId, 2).ProblemAsync(409, "already_waiting");
        Assert.Equal(showtimeId, Assert.Single((await customer.GetAsync("/api/v1/waiting-list").JsonAsync()).Items()).Int("showtimeId"));
        await buyer.CancelAsync(sold).JsonAsync();

        await OfferedAsync(customer, showtimeId);
        Assert.Equal("selected", await customer.StatusOfAsync(showtimeId, "E5"));
        Assert.Equal("locked", await buyer.StatusOfAsync(showtimeId, "E6"));
        var got = Assert.Single(await mail.Server.ToAsync(await EmailAsync(showtimeId)));
        Assert.StartsWith("Seats for you: ", got.Subject, StringComparison.Ordinal);
        Assert.Contains("E5, E6", got.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{MailApi.Site}/showtimes/{showtimeId}", got.TextBody, StringComparison.Ordinal);

        await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, "E5", "E6"));
        await Wait.UntilAsync(async () => (await customer.GetAsync(Path(showtimeId)).JsonAsync()).Text("status") == "taken");
    }

    [Fact]
    public async Task A_guest_gets_a_ticket_for_the_place_and_a_link_that_opens_the_booking()
    {
        var (showtimeId, buyer, sold) = await SoldOutAsync("E5", "E6");
        using var guest = Api.CreateClient();
        var email = TestApi.Email();
        using var first = Joining(showtimeId, email, "a-key-of-my-own");
        using var again = Joining(showtimeId, email, "a-key-of-my-own");

        var place = await guest.SendAsync(first).JsonAsync(HttpStatusCode.Created);
        var repeated = await guest.SendAsync(again).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(place.ToString(), repeated.ToString());
        await JoinAsync(guest, showtimeId, 1, new { email = email.ToUpperInvariant(), name = "Sam" }).ProblemAsync(409, "already_waiting");
        await guest.GetAsync(Path(showtimeId)).ProblemAsync(404, "not_found");
        guest.DefaultRequestHeaders.Add(Ticket, place.Text("ticket"));
        Assert.Equal("waiting", (await guest.GetAsync(Path(showtimeId)).JsonAsync()).Text("status"));
        await guest.GetAsync(Path(await Api.Given.ShowtimeAsync())).ProblemAsync(404, "not_found");

        await buyer.CancelAsync(sold).JsonAsync();
        var offered = await OfferedAsync(guest, showtimeId);
        // A ticket opens no booking: whoever reads the mail has it.
        Assert.False(offered.TryGetProperty("accessToken", out _) || offered.TryGetProperty("reservationId", out _));
        var got = Assert.Single(await mail.Server.ToAsync(email));
        var link = LinkPattern().Match(got.TextBody!);
        using var opened = Api.WithToken(link.Groups["token"].Value);
        var booking = await opened.GetAsync($"/api/v1/reservations/{link.Groups["id"].Value}").JsonAsync();
        Assert.Equal("pending", booking.Text("status"));
        await opened.ConfirmAsync(booking).JsonAsync();
    }

    [Fact]
    public async Task Who_leaves_is_off_the_list_and_a_strangers_ticket_opens_nothing()
    {
        var (showtimeId, _, _) = await SoldOutAsync("E5");
        using var guest = Api.CreateClient();
        var email = TestApi.Email();
        var place = await JoinAsync(guest, showtimeId, 1, new { email, name = "Sam" }).JsonAsync(HttpStatusCode.Created);
        using var stranger = Api.CreateClient();
        var ticket = place.Text("ticket");
        stranger.DefaultRequestHeaders.Add(Ticket, $"{(ticket[0] == 'A' ? 'B' : 'A')}{ticket[1..]}");

        await stranger.GetAsync(Path(showtimeId)).ProblemAsync(400, "invalid_waiting_list_ticket");
        await stranger.DeleteAsync(Path(showtimeId)).ProblemAsync(400, "invalid_waiting_list_ticket");
        guest.DefaultRequestHeaders.Add(Ticket, ticket);
        await guest.DeleteAsync(Path(showtimeId)).IsEmptyAsync();
        await guest.DeleteAsync(Path(showtimeId)).IsEmptyAsync();
        Assert.Equal("left", (await guest.GetAsync(Path(showtimeId)).JsonAsync()).Text("status"));
        // Who comes back has another ticket, and the old one opens nothing.
        var back = await JoinAsync(Api.CreateClient(), showtimeId, 1, new { email, name = "Sam" }).JsonAsync(HttpStatusCode.Created);
        await guest.GetAsync(Path(showtimeId)).ProblemAsync(404, "not_found");
        await guest.DeleteAsync(Path(showtimeId)).IsEmptyAsync();
        using var returned = Api.CreateClient();
        returned.DefaultRequestHeaders.Add(Ticket, back.Text("ticket"));
        Assert.Equal("waiting", (await returned.GetAsync(Path(showtimeId)).JsonAsync()).Text("status"));
        await returned.DeleteAsync(Path(showtimeId)).IsEmptyAsync();

        using var admin = await Api.AdminAsync();
        var list = await admin.GetAsync($"/api/v1/admin/showtimes/{showtimeId}/waiting-list").JsonAsync();
        Assert.Equal((0, 0, 1), (list.Int("waiting"), list.Int("seatsWanted"), list.GetProperty("entries").GetArrayLength()));
        await admin.GetAsync("/api/v1/admin/showtimes/2147483647/waiting-list").ProblemAsync(404, "not_found");
        using var customer = await Api.CustomerAsync();
        await customer.GetAsync($"/api/v1/admin/showtimes/{showtimeId}/waiting-list").ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task What_cannot_be_waited_for_is_refused()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        using var customer = await Api.CustomerAsync();
        var guest = new { email = TestApi.Email(), name = "Sam" };

        await JoinAsync(customer, showtimeId, 2).ProblemAsync(409, "seats_free");
        await JoinAsync(customer, showtimeId, 0).ProblemAsync(400, "validation_failed", "seats");
        await JoinAsync(customer, showtimeId, 11).ProblemAsync(400, "validation_failed", "seats");
        await JoinAsync(customer, showtimeId, 2, guest).ProblemAsync(400, "validation_failed", "guest");
        await JoinAsync(customer, 2_147_483_647, 2).ProblemAsync(404, "not_found");
        await JoinAsync(Api.CreateClient(), showtimeId, 2).ProblemAsync(400, "validation_failed", "guest");
        await Api.CreateClient().GetAsync("/api/v1/waiting-list").ProblemAsync(401, "unauthenticated");
    }

    private static string Path(int showtimeId) => $"/api/v1/showtimes/{showtimeId}/waiting-list";

    private static Task<HttpResponseMessage> JoinAsync(HttpClient client, int showtimeId, int seats, object? guest = null) =>
        client.PostAsJsonAsync(Path(showtimeId), new { seats, guest });

    private static HttpRequestMessage Joining(int showtimeId, string email, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path(showtimeId))
        {
            Content = JsonContent.Create(new { seats = 1, guest = new { email, name = "Sam Rivers" } }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static async Task<JsonElement> OfferedAsync(HttpClient client, int showtimeId)
    {
        JsonElement place = default;
        await Wait.UntilAsync(async () =>
        {
            place = await client.GetAsync(Path(showtimeId)).JsonAsync();
            return place.Text("status") == "offered";
        });
        return place;
    }

    /// <summary>A show of few seats, and who has them all.</summary>
    private async Task<(int ShowtimeId, HttpClient Buyer, JsonElement Sold)> SoldOutAsync(params string[] labels)
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        await Api.Database.KeepSeatsAsync(showtimeId, labels);
        var buyer = await Api.CustomerAsync();
        return (showtimeId, buyer, await buyer.ConfirmedAsync(showtimeId, await Api.Given.SeatsAsync(showtimeId, labels)));
    }

    private Task<string> EmailAsync(int showtimeId) =>
        Api.Database.ScalarAsync<string>(
            """
            SELECT users.email
            FROM waiting_entries
            INNER JOIN users ON users.user_id = waiting_entries.user_id
            WHERE waiting_entries.showtime_id = @id
            """,
            ("@id", showtimeId)
        );

    [GeneratedRegex(@"/reservations/(?<id>\d+)#access=(?<token>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();
}
