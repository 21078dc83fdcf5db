using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Kinds of tickets from the manager's list to what is charged.</summary>
[Collection(SharedApi.Two)]
public sealed class KindTests(TestApi api)
{
    private static readonly string[] s_tuesday = ["tuesday"];

    [Fact]
    public async Task Kinds_are_booked_seat_by_seat_at_the_prices_that_were_shown()
    {
        var (showtimeId, kinds) = await GivenAsync();
        using var admin = await api.AdminAsync();
        var child = await AddedAsync(
            admin,
            kinds,
            new
            {
                name = "Child",
                note = "up to 11",
                factor = 0.667,
                position = 2,
            }
        );
        var student = await AddedAsync(
            admin,
            kinds,
            new
            {
                name = "Student",
                fixedPrice = 5.5,
                position = 1,
            }
        );
        await AddedAsync(
            admin,
            kinds,
            new
            {
                name = "Never",
                factor = 0.1,
                startsFrom = "23:58",
                startsBefore = "23:59",
            }
        );
        await AddedAsync(
            admin,
            kinds,
            new
            {
                name = "Toddler",
                factor = 0.1,
                highestRating = "PG",
                position = 3,
            }
        );
        var seats = await api.Given.SeatsAsync(showtimeId, "A1", "A2", "H1");
        using var customer = await api.CustomerAsync();

        var offered = await customer.GetAsync($"/api/v1/showtimes/{showtimeId}/kinds").JsonAsync();
        Assert.Equal(
            ["Student - 5.50 null null", "Child up to 11 5.34 10.67 null", "Toddler - null null rating"],
            offered
                .GetProperty("kinds")
                .EnumerateArray()
                .Select(kind =>
                    $"{kind.Text("name")} {(kind.IsNull("note") ? "-" : kind.Text("note"))} {Raw(kind, "standardPrice")} {Raw(kind, "premiumPrice")} {Raw(kind, "refusedFor")}"
                )
        );

        var made = await PostAsync(customer, showtimeId, seats, (seats[0], student), (seats[2], child)).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["A1 Student 5.50", "A2 - 8.00", "H1 Child 10.67"], Tickets(made));
        Assert.Equal(24.17m, made.Money("total"));

        // Before the booking is final the choice can change; what it costs is told first.
        var path = $"/api/v1/reservations/{made.Int("reservationId")}/kinds";
        var choices = (await customer.GetAsync(path).JsonAsync()).GetProperty("tickets").EnumerateArray().ToList();
        Assert.Equal(
            [
                "A1 8.00 [Student 5.50, Child 5.34, Toddler rating]",
                "A2 8.00 [Student 5.50, Child 5.34, Toddler rating]",
                "H1 16.00 [Student class, Child 10.67, Toddler rating]",
            ],
            choices.Select(ticket =>
                $"{ticket.Text("seatLabel")} {Raw(ticket, "fullPrice")} [{string.Join(", ", ticket.GetProperty("kinds").EnumerateArray().Select(kind => $"{kind.Text("name")} {(kind.IsNull("price") ? kind.Text("refusedFor") : Raw(kind, "price"))}"))}]"
            )
        );
        Assert.Equal([student, 0, child], choices.Select(ticket => ticket.IsNull("kindId") ? 0 : ticket.Int("kindId")));

        var changed = await PutAsync(customer, path, (seats[1], child)).JsonAsync();
        Assert.Equal(["A1 - 8.00", "A2 Child 5.34", "H1 - 16.00"], Tickets(changed));
        var confirmed = await customer.ConfirmAsync(made).JsonAsync();
        Assert.Equal(29.34m, confirmed.Money("total"));
        Assert.Equal(
            ["A1 - 8.00", "A2 Child 5.34", "H1 - 16.00"],
            Tickets(await customer.GetAsync($"/api/v1/reservations/{made.Int("reservationId")}").JsonAsync())
        );
        await PutAsync(customer, path, (seats[0], child)).ProblemAsync(409, "reservation_confirmed");

        // The ticket keeps what it was sold as, also when it is given back.
        await admin.DeleteAsync($"{kinds}/{child}").IsEmptyAsync();
        var cancelled = await customer.CancelAsync(made).JsonAsync();
        Assert.Equal(["A1 - 8.00", "A2 Child 5.34", "H1 - 16.00"], Tickets(cancelled));
        Assert.Equal(29.34m, cancelled.Money("refundDue"));
    }

    [Fact]
    public async Task A_kind_that_cannot_be_had_is_refused_by_its_rule_and_nothing_is_booked()
    {
        var (showtimeId, kinds) = await GivenAsync();
        var (_, others) = await GivenAsync();
        using var admin = await api.AdminAsync();
        var child = await AddedAsync(
            admin,
            kinds,
            new
            {
                name = "Child",
                factor = 0.5,
                highestRating = "PG",
            }
        );
        var before = await AddedAsync(admin, kinds, new { name = "Matinee", factor = 0.5 });
        var after = (await admin.PutAsJsonAsync($"{kinds}/{before}", new { name = "Matinee", factor = 0.9 }).JsonAsync()).Int("kindId");
        var elsewhere = await AddedAsync(admin, others, new { name = "Child", factor = 0.5 });
        var seats = await api.Given.SeatsAsync(showtimeId, "B1", "B2", "B3");
        using var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();

        foreach (var (kind, rule) in new[] { (child, "rating"), (before, "ended"), (elsewhere, "unknown"), (int.MaxValue, "unknown") })
        {
            var problem = await PostAsync(customer, showtimeId, seats[..2], (seats[1], kind)).ProblemAsync(409, "kind_not_offered");
            var refused = problem.GetProperty("refusedKind");
            Assert.Equal((seats[1], kind, rule), (refused.Int("seatId"), refused.Int("kindId"), refused.Text("rule")));
        }

        await PostAsync(customer, showtimeId, seats[..2], (seats[2], after)).ProblemAsync(400, "validation_failed", "kinds");
        await PostAsync(customer, showtimeId, seats, (seats[0], after), (seats[0], after)).ProblemAsync(400, "validation_failed", "kinds");
        await PostAsync(customer, showtimeId, seats, (seats[0], 0)).ProblemAsync(400, "validation_failed", "kinds");
        Assert.Equal(written, await api.Database.WrittenAsync());

        var made = await PostAsync(customer, showtimeId, seats[..1], (seats[0], after)).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(7.20m, made.Money("total"));
        await PutAsync(customer, $"/api/v1/reservations/{made.Int("reservationId")}/kinds", (seats[2], after))
            .ProblemAsync(400, "validation_failed", "kinds");
        using var stranger = await api.CustomerAsync();
        await PutAsync(stranger, $"/api/v1/reservations/{made.Int("reservationId")}/kinds").ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task A_manager_lists_changes_and_ends_kinds_on_record()
    {
        var (_, kinds) = await GivenAsync();
        using var admin = await api.AdminAsync();
        Assert.Empty((await admin.GetAsync(kinds).JsonAsync()).GetProperty("kinds").EnumerateArray());
        var tuesday = await AddedAsync(
            admin,
            kinds,
            new
            {
                name = " Cheap Tuesday ",
                factor = 0.5,
                weekdays = s_tuesday,
                startsBefore = "17:00",
                highestRating = "R",
            }
        );

        await admin.PostAsJsonAsync(kinds, new { name = "Cheap Tuesday", factor = 0.5 }).ProblemAsync(409, "name_taken");
        var replaced = await admin.PutAsJsonAsync($"{kinds}/{tuesday}", new { name = "Cheap Tuesday", fixedPrice = 6 }).JsonAsync();
        await admin.PutAsJsonAsync($"{kinds}/{tuesday}", new { name = "Late", factor = 0.5 }).ProblemAsync(404, "not_found");

        var list = await admin.GetAsync(kinds).JsonAsync();
        Assert.Equal((8.00m, 16.00m), (list.Money("standardPrice"), list.Money("premiumPrice")));
        var only = Assert.Single(list.GetProperty("kinds").EnumerateArray());
        Assert.Equal(replaced.ToString(), only.ToString());
        Assert.Equal((6.00m, true, true), (only.Money("standardPrice"), only.IsNull("premiumPrice"), only.IsNull("weekdays")));
        await admin.DeleteAsync($"{kinds}/{only.Int("kindId")}").IsEmptyAsync();
        await admin.DeleteAsync($"{kinds}/{only.Int("kindId")}").ProblemAsync(404, "not_found");
        Assert.Empty((await admin.GetAsync(kinds).JsonAsync()).GetProperty("kinds").EnumerateArray());
        Assert.Equal(
            ["updated Cheap Tuesday", "created Cheap Tuesday"],
            (await admin.GetAsync($"/api/v1/admin/audit-log?entity=ticketKind&entityId={tuesday}").JsonAsync())
                .Items()
                .Select(entry => $"{entry.Text("action")} {entry.Text("entityLabel")}")
        );
    }

    [Theory]
    [InlineData("""{"name":"","factor":0.5}""", "name")]
    [InlineData("""{"name":"X"}""", "factor")]
    [InlineData("""{"name":"X","factor":0.5,"fixedPrice":5}""", "factor")]
    [InlineData("""{"name":"X","factor":0}""", "factor")]
    [InlineData("""{"name":"X","factor":1.001}""", "factor")]
    [InlineData("""{"name":"X","factor":0.5001}""", "factor")]
    [InlineData("""{"name":"X","fixedPrice":-1}""", "fixedPrice")]
    [InlineData("""{"name":"X","fixedPrice":5.555}""", "fixedPrice")]
    [InlineData("""{"name":"X","factor":0.5,"weekdays":[]}""", "weekdays")]
    [InlineData("""{"name":"X","factor":0.5,"weekdays":["monday","monday"]}""", "weekdays")]
    [InlineData("""{"name":"X","factor":0.5,"startsFrom":"24:00"}""", "startsFrom")]
    [InlineData("""{"name":"X","factor":0.5,"startsFrom":"17:00","startsBefore":"17:00"}""", "startsBefore")]
    [InlineData("""{"name":"X","factor":0.5,"position":100}""", "position")]
    [InlineData("""{"name":"X","factor":0.5,"note":" "}""", "note")]
    public async Task A_wrong_kind_is_told_by_field(string body, string field)
    {
        var (_, kinds) = await GivenAsync();
        using var admin = await api.AdminAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await admin.PostAsync(kinds, content).ProblemAsync(400, "validation_failed", field);
    }

    /// <summary>A showtime, and where the kinds of its cinema are managed. Its film is rated PG-13.</summary>
    private async Task<(int ShowtimeId, string Kinds)> GivenAsync()
    {
        var cinemaId = await api.Given.CinemaAsync();
        var showtimeId = await api.Given.ShowtimeAsync(screenId: await api.Given.ScreenAsync(cinemaId: cinemaId));
        return (showtimeId, $"/api/v1/admin/cinemas/{cinemaId}/ticket-kinds");
    }

    private static async Task<int> AddedAsync(HttpClient admin, string kinds, object kind) =>
        (await admin.PostAsJsonAsync(kinds, kind).JsonAsync(HttpStatusCode.Created)).Int("kindId");

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        int showtimeId,
        int[] seatIds,
        params (int SeatId, int KindId)[] kinds
    ) =>
        client.PostAsJsonAsync(
            "/api/v1/reservations",
            new
            {
                showtimeId,
                seatIds,
                kinds = Kinds(kinds),
            }
        );

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, params (int SeatId, int KindId)[] kinds) =>
        client.PutAsJsonAsync(path, new { kinds = Kinds(kinds) });

    private static IEnumerable<object> Kinds((int SeatId, int KindId)[] kinds) =>
        kinds.Select(kind => new { seatId = kind.SeatId, kindId = kind.KindId });

    private static IEnumerable<string> Tickets(JsonElement booking) =>
        booking
            .GetProperty("tickets")
            .EnumerateArray()
            .Select(ticket =>
                $"{ticket.Text("seatLabel")} {(ticket.TryGetProperty("kind", out var kind) ? kind.GetString() : "-")} {Raw(ticket, "price")}"
            );

    private static string Raw(JsonElement element, string property) =>
        element.GetProperty(property) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : element.GetProperty(property).GetRawText();
}
