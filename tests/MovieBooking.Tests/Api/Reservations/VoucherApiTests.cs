using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Vouchers from the manager's list to what is charged.</summary>
[Collection(SharedApi.Two)]
public sealed class VoucherApiTests(TestApi api)
{
    private const string Vouchers = "/api/v1/admin/vouchers";

    [Fact]
    public async Task A_voucher_is_made_used_charged_listed_and_ended()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "A3");
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();
        var name = Given.Unique("Christmas");
        var made = await admin
            .PostAsJsonAsync(
                Vouchers,
                new
                {
                    name,
                    type = "percent",
                    value = 33.3,
                    maxUses = 1,
                    codes = 3,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var codes = made.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();
        Assert.Equal(3, codes.Distinct().Count());
        var voucherId = made.GetProperty("voucher").Int("voucherId");

        var booking = await customer.PendingAsync(showtimeId, seats[..2]);
        Assert.True(booking.IsNull("voucher"));
        var typed = codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        var reduced = (await UseAsync(customer, booking, typed).JsonAsync()).IsReservation();
        Assert.Equal(
            (10.67m, 5.33m, codes[0][^4..]),
            (reduced.Money("total"), Discount(reduced), reduced.GetProperty("voucher").Text("hint"))
        );
        Assert.Equal([5.33m, 5.34m], reduced.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Money("price")));

        var without = await customer.DeleteAsync(Path(booking)).JsonAsync();
        Assert.Equal((16.00m, true), (without.Money("total"), without.IsNull("voucher")));
        await UseAsync(customer, booking, codes[0]).JsonAsync();
        var confirmed = (await customer.ConfirmAsync(booking).JsonAsync()).IsReservation();
        Assert.Equal((10.67m, 5.33m), (confirmed.Money("total"), Discount(confirmed)));
        await UseAsync(customer, booking, codes[1]).ProblemAsync(409, "reservation_confirmed");

        // Whoever comes next is told why; another code of the same voucher is good.
        using var other = await api.CustomerAsync();
        var others = await other.PendingAsync(showtimeId, seats[2]);
        Assert.Equal("used", (await UseAsync(other, others, codes[0]).ProblemAsync(409, "voucher_refused")).Text("refusedFor"));
        await UseAsync(customer, others, codes[1]).ProblemAsync(404, "not_found");
        await UseAsync(other, others, codes[1]).JsonAsync();

        var read = await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        Assert.Equal(5.33m, Discount(read.IsReservation()));
        var one = read.GetProperty("tickets")[0].Int("ticketId");
        var left = await customer
            .PostAsJsonAsync($"/api/v1/reservations/{booking.Int("reservationId")}/tickets/cancel", new { ticketIds = new[] { one } })
            .JsonAsync();
        Assert.Equal((5.34m, 2.66m, 5.33m), (left.Money("total"), Discount(left), left.Money("refundDue")));

        var listed = (await admin.GetAsync(Vouchers).JsonAsync()).Items().Single(voucher => voucher.Int("voucherId") == voucherId);
        Assert.Equal((3, 2, 7.99m), (listed.Int("codes"), listed.Int("uses"), listed.Money("discount")));
        Assert.DoesNotContain(codes[2], listed.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["pending 2.66", "confirmed 5.33"],
            (await admin.GetAsync($"{Vouchers}/{voucherId}/uses").JsonAsync())
                .Items()
                .Select(use => $"{use.Text("status")} {use.GetProperty("discount").GetRawText()}")
        );
        var all = await admin.GetStringAsync($"{Vouchers}.csv");
        Assert.Contains($"\n{voucherId},{name},", all, StringComparison.Ordinal);
        Assert.Contains(
            ",3,2,7.99,",
            all.Split('\n').Single(line => line.StartsWith($"{voucherId},", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        var file = await admin.GetStringAsync($"{Vouchers}/{voucherId}/uses.csv");
        Assert.Contains($"{booking.Text("reference")},", file, StringComparison.Ordinal);

        await admin.DeleteAsync($"{Vouchers}/{voucherId}").IsEmptyAsync();
        await admin.DeleteAsync($"{Vouchers}/{voucherId}").IsEmptyAsync();
        var ended = await UseAsync(other, others, codes[2]).ProblemAsync(400, "validation_failed", "code");
        var unknown = await UseAsync(other, others, "7K2M-QX0D-4TVB-1HNS-9XQ4").ProblemAsync(400, "validation_failed", "code");
        Assert.Equal(unknown.GetProperty("errors").ToString(), ended.GetProperty("errors").ToString());
        Assert.Equal(5.34m, (await other.ConfirmAsync(others).JsonAsync()).Money("total"));
        Assert.Equal(
            [$"deleted {name}", $"created {name}"],
            (await admin.GetAsync($"/api/v1/admin/audit-log?entity=voucher&entityId={voucherId}").JsonAsync())
                .Items()
                .Select(entry => $"{entry.Text("action")} {entry.Text("entityLabel")}")
        );
        await admin.DeleteAsync($"{Vouchers}/{int.MaxValue}").ProblemAsync(404, "not_found");
        await admin.GetAsync($"{Vouchers}/{int.MaxValue}/uses").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_voucher_of_another_cinema_movie_or_day_is_refused_and_says_why()
    {
        var (here, there) = (await api.Given.ShowtimeAsync(), await api.Given.CinemaAsync());
        var movieId = await api.Given.MovieAsync();
        using var admin = await api.AdminAsync();
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(here, await api.Given.SeatAsync(here, "A1"));
        var written = await api.Database.WrittenAsync();
        (object Rule, string Reason)[] rules =
        [
            (
                new
                {
                    name = "V",
                    type = "seats",
                    value = 1,
                    cinemaIds = new[] { there },
                },
                "cinema"
            ),
            (
                new
                {
                    name = "V",
                    type = "seats",
                    value = 1,
                    movieIds = new[] { movieId },
                },
                "movie"
            ),
            (
                new
                {
                    name = "V",
                    type = "seats",
                    value = 1,
                    validFrom = "2199-01-01",
                },
                "early"
            ),
            (
                new
                {
                    name = "V",
                    type = "seats",
                    value = 1,
                    validUntil = "2020-01-01",
                },
                "late"
            ),
        ];
        foreach (var (rule, reason) in rules)
        {
            var made = await admin.PostAsJsonAsync(Vouchers, rule).JsonAsync(HttpStatusCode.Created);
            written = await api.Database.WrittenAsync();
            var problem = await UseAsync(customer, booking, made.GetProperty("codes")[0].GetString()!).ProblemAsync(409, "voucher_refused");
            Assert.Equal(reason, problem.Text("refusedFor"));
            Assert.NotEmpty(problem.Text("detail"));
            Assert.Equal(written, await api.Database.WrittenAsync());
        }
    }

    [Fact]
    public async Task A_booking_that_a_voucher_makes_free_is_confirmed_and_a_guest_uses_one_too()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var admin = await api.AdminAsync();
        var made = await admin
            .PostAsJsonAsync(
                Vouchers,
                new
                {
                    name = "Free",
                    type = "seats",
                    value = 1,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var booked = await api.CreateClient()
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = await api.Given.SeatsAsync(showtimeId, "A1"),
                    guest = new { email = TestApi.Email(), name = "Gus" },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(booked.Text("accessToken"));

        Assert.Equal(0, (await UseAsync(guest, booked, made.GetProperty("codes")[0].GetString()!).JsonAsync()).Money("total"));
        Assert.Equal("confirmed", (await guest.ConfirmAsync(booked).JsonAsync()).Text("status"));
    }

    [Theory]
    [InlineData("""{"name":"","type":"percent","value":10}""", "name")]
    [InlineData("""{"name":"V","value":10}""", "type")]
    [InlineData("""{"name":"V","type":"percent","value":200}""", "value")]
    [InlineData("""{"name":"V","type":"percent","value":0}""", "value")]
    [InlineData("""{"name":"V","type":"percent","value":-5}""", "value")]
    [InlineData("""{"name":"V","type":"percent","value":33.3333}""", "value")]
    [InlineData("""{"name":"V","type":"amount","value":0}""", "value")]
    [InlineData("""{"name":"V","type":"amount","value":1.005}""", "value")]
    [InlineData("""{"name":"V","type":"amount","value":1e12}""", "value")]
    [InlineData("""{"name":"V","type":"seats","value":0}""", "value")]
    [InlineData("""{"name":"V","type":"seats","value":1.5}""", "value")]
    [InlineData("""{"name":"V","type":"seats","value":11}""", "value")]
    [InlineData("""{"name":"V","type":"seats","value":1,"validFrom":"2030-02-02","validUntil":"2030-02-01"}""", "validUntil")]
    [InlineData("""{"name":"V","type":"seats","value":1,"maxUses":0}""", "maxUses")]
    [InlineData("""{"name":"V","type":"seats","value":1,"maxUses":100001}""", "maxUses")]
    [InlineData("""{"name":"V","type":"seats","value":1,"maxUsesPerPerson":0}""", "maxUsesPerPerson")]
    [InlineData("""{"name":"V","type":"seats","value":1,"codes":0}""", "codes")]
    [InlineData("""{"name":"V","type":"seats","value":1,"codes":1001}""", "codes")]
    [InlineData("""{"name":"V","type":"seats","value":1,"cinemaIds":[2147483647]}""", "cinemaIds")]
    [InlineData("""{"name":"V","type":"seats","value":1,"movieIds":[2147483647]}""", "movieIds")]
    public async Task A_wrong_voucher_is_told_by_field(string body, string field)
    {
        using var admin = await api.AdminAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await admin.PostAsync(Vouchers, content).ProblemAsync(400, "validation_failed", field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CHRISTMAS")]
    [InlineData("7K2M-QX0D-4TVB-1HNS-9XQU")]
    [InlineData("' OR 1=1 --")]
    public async Task What_cannot_be_a_code_is_told_by_field(string code)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        await UseAsync(customer, booking, code).ProblemAsync(400, "validation_failed", "code");
    }

    private static string Path(JsonElement booking) => $"/api/v1/reservations/{booking.Int("reservationId")}/voucher";

    private static Task<HttpResponseMessage> UseAsync(HttpClient client, JsonElement booking, string code) =>
        client.PutAsJsonAsync(Path(booking), new { code });

    private static decimal Discount(JsonElement booking) => booking.GetProperty("voucher").Money("discount");
}
