using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Api.Admin;

public sealed class AuditLogTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task An_entry_tells_who_when_what_and_how_it_was_before()
    {
        var userId = await api.Given.UserAsync("admin");
        var admin = api.SignedIn(userId, MovieBooking.Api.Auth.UserRole.Admin);
        var movie = await MovieWriteTests.CreatedAsync(api, ("title", "Before"));
        await admin
            .PutAsJsonAsync($"{ManagerCalls.Admin}/movies/{movie.Int("movieId")}", MovieWriteTests.Movie(("title", "After")))
            .JsonAsync();

        var entry = (await ListAsync($"entity=movie&entityId={movie.Int("movieId")}")).Items()[0];

        entry.Has("auditId", "occurredAt", "userId", "email", "apiKey", "action", "entity", "entityId", "entityLabel", "changes");
        Assert.Equal(userId, entry.Int("userId"));
        Assert.Equal(await EmailAsync(userId), entry.Text("email"));
        Assert.InRange(DateTimeOffset.UtcNow - entry.Time("occurredAt"), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
        Assert.EndsWith("Z", entry.Text("occurredAt").Replace("+00:00", "Z", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("updated", "movie", "After"), (entry.Text("action"), entry.Text("entity"), entry.Text("entityLabel")));
        var change = Assert.Single(entry.GetProperty("changes").EnumerateArray()).Has("field", "before", "after");
        Assert.Equal(("title", "Before", "After"), (change.Text("field"), change.Text("before"), change.Text("after")));
    }

    [Fact]
    public async Task Every_filter_leaves_out_the_others()
    {
        var userId = await api.Given.UserAsync("admin");
        var admin = api.SignedIn(userId, MovieBooking.Api.Auth.UserRole.Admin);
        var email = await EmailAsync(userId);
        var id = (await MovieWriteTests.CreatedAsync(api)).Int("movieId");
        await api.Database.ExecuteAsync(
            """
            INSERT INTO audit_log (occurred_at, user_id, user_email, action, entity, entity_id, changes)
            VALUES ('2026-02-28 23:59:59.999999', @user_id, @email, 'created', 'movie', @id, '[]')
            """,
            ("@user_id", userId),
            ("@email", email),
            ("@id", id)
        );
        var showtime = await admin.ScheduledAsync(id, await api.Given.ScreenAsync(), $"{Given.Today.AddDays(3):yyyy-MM-dd}T20:00");
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtime}").IsEmptyAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/movies/{id}").IsEmptyAsync();

        var actor = $"actor={Uri.EscapeDataString(email.ToUpperInvariant())}";
        Assert.Equal(["deleted movie", "deleted showtime", "created showtime", "created movie"], await KindsAsync(actor));
        Assert.Equal(["deleted movie", "created movie"], await KindsAsync($"{actor}&entity=movie"));
        Assert.Equal(["created showtime", "created movie"], await KindsAsync($"{actor}&action=created"));
        Assert.Equal(["deleted showtime", "created showtime"], await KindsAsync($"entity=showtime&entityId={showtime}"));
        Assert.Equal(["created movie"], await KindsAsync($"{actor}&from=2026-02-28&to=2026-02-28"));
        Assert.Empty(await KindsAsync($"{actor}&to=2026-02-27"));
        Assert.Equal(3, (await KindsAsync($"{actor}&from=2026-03-01")).Length);
        Assert.Equal(["deleted showtime"], await KindsAsync($"{actor}&page=2&pageSize=1"));
    }

    [Fact]
    public async Task An_entry_keeps_the_name_of_a_thing_that_is_gone()
    {
        var admin = await api.AdminAsync();
        var screen = await api.Given.ScreenAsync();
        var movie = await MovieWriteTests.CreatedAsync(api, ("title", "Gone"));
        var day = Given.Today.AddDays(3);
        var showtime = await admin.ScheduledAsync(movie.Int("movieId"), screen, $"{day:yyyy-MM-dd}T20:00");
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtime}").IsEmptyAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/movies/{movie.Int("movieId")}").IsEmptyAsync();
        var name = await api.Database.ScalarAsync<string>("SELECT name FROM screens WHERE screen_id = @id", ("@id", screen));

        Assert.Equal(["Gone", "Gone"], await LabelsAsync($"entity=movie&entityId={movie.Int("movieId")}"));
        Assert.Equal(Enumerable.Repeat($"Gone, {name}, {day:yyyy-MM-dd}", 2), await LabelsAsync($"entity=showtime&entityId={showtime}"));
    }

    [Fact]
    public async Task A_cancelled_booking_is_called_by_its_reference()
    {
        var (show, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var reservation = await customer.ConfirmedAsync(show, await api.Given.SeatAsync(show, "A1"));

        await customer.CancelAsync(reservation).JsonAsync();

        Assert.Equal([reservation.Text("reference")], await LabelsAsync($"entity=reservation&entityId={reservation.Int("reservationId")}"));
    }

    [Theory]
    [InlineData("entity=user", "entity")]
    [InlineData("entityId=1", "entity")]
    [InlineData("action=read", "action")]
    [InlineData("from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=yesterday", "from")]
    [InlineData("page=0", "page")]
    public async Task A_query_that_breaks_a_rule_names_its_parameter(string query, string field) =>
        await (await api.AdminAsync()).GetAsync($"{ManagerCalls.Admin}/audit-log?{query}").ProblemAsync(400, "validation_failed", field);

    [Fact]
    public async Task A_customers_own_cancellation_is_on_record_once()
    {
        var (show, userId) = (await api.Given.ShowtimeAsync(), await api.Given.UserAsync());
        var customer = api.SignedIn(userId);
        var reservation = await customer.ConfirmedAsync(show, await api.Given.SeatAsync(show, "A1"));

        await customer.CancelAsync(reservation).JsonAsync();
        await customer.CancelAsync(reservation).JsonAsync();

        var entry = Assert.Single((await ListAsync($"entity=reservation&entityId={reservation.Int("reservationId")}")).Items());
        Assert.Equal((userId, "cancelled"), (entry.Int("userId"), entry.Text("action")));
        Assert.Equal(
            ["status confirmed cancelled", "tickets 1 0", "refundDue 0 8"],
            entry
                .GetProperty("changes")
                .EnumerateArray()
                .Select(change => $"{change.Text("field")} {Value(change.GetProperty("before"))} {Value(change.GetProperty("after"))}")
        );
    }

    // MySQL writes the numbers of a JSON column anew: 8.00 comes back as 8.0.
    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture) : value.ToString();

    [Fact]
    public async Task A_guests_cancellation_is_on_record_with_the_address()
    {
        var (show, email) = (await api.Given.ShowtimeAsync(), TestApi.Email());
        var reservation = await api.CreateClient()
            .ReserveAsGuestAsync(email, null, show, await api.Given.SeatAsync(show, "A1"))
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(reservation.Text("accessToken"));

        await guest.CancelAsync(reservation).JsonAsync();

        var entry = Assert.Single((await ListAsync($"entity=reservation&entityId={reservation.Int("reservationId")}")).Items());
        Assert.True(entry.IsNull("userId"));
        Assert.Equal((email, "cancelled"), (entry.Text("email"), entry.Text("action")));
    }

    /// <summary>No change without its record: when the record cannot be written, nothing is changed.</summary>
    [Fact]
    public async Task A_change_whose_record_fails_is_undone()
    {
        var own = new TestApi();
        await own.InitializeAsync();
        try
        {
            var (show, admin, customer) = (await own.Given.ShowtimeAsync(), await own.AdminAsync(), await own.CustomerAsync());
            var reservation = await customer.ConfirmedAsync(show, await own.Given.SeatAsync(show, "A1"));
            await own.Database.ExecuteAsync(
                "CREATE TRIGGER trg_test_failure BEFORE INSERT ON audit_log FOR EACH ROW SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45004"
            );

            await admin
                .PostAsJsonAsync($"{ManagerCalls.Admin}/movies", MovieWriteTests.Movie(("title", "Lost")))
                .ProblemAsync(409, "movie_closed");
            await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{show}?cancelBookings=true").ProblemAsync(409, "movie_closed");
            await customer.CancelAsync(reservation).ProblemAsync(409, "movie_closed");

            Assert.Equal(0, await own.Database.ScalarAsync<int>("SELECT COUNT(*) FROM movies WHERE title = 'Lost'"));
            Assert.Equal(1, await own.Database.ScalarAsync<int>("SELECT COUNT(*) FROM tickets"));
            Assert.Equal("scheduled", await own.Database.ScalarAsync<string>("SELECT CAST(status AS CHAR) FROM showtimes"));
        }
        finally
        {
            await ((IAsyncLifetime)own).DisposeAsync();
        }
    }

    /// <summary>Whoever gets at the API's account of the database can add to the log, and take nothing back (ASVS 16.4.2).</summary>
    [Fact]
    public async Task The_apis_account_changes_and_deletes_no_entry_and_yet_forgets_the_people_in_them()
    {
        await using var account = await LimitedAccount.GivenAsync(api.Database);
        await using var connection = new MySqlConnection(account.ConnectionString);
        await connection.OpenAsync();
        var (living, leaving) = (await api.Given.UserAsync(), await api.Given.UserAsync());
        var show = await api.Given.ShowtimeAsync();
        await api.Database.ExecuteAsync(
            """
            UPDATE showtimes
            SET start_time = start_time - INTERVAL 90 DAY, end_time = end_time - INTERVAL 90 DAY
            WHERE showtime_id = @show;
            INSERT INTO reservations (reference, guest_email, guest_name, showtime_id, status, created_at, cancelled_at)
            VALUES ('FORGOTTEN0', 'gus@example.com', 'Gus', @show, 'cancelled', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO audit_log (occurred_at, user_id, user_email, action, entity, entity_id, entity_label, changes)
            SELECT UTC_TIMESTAMP(6), users.user_id, users.email, 'cancelled', 'reservation', '0', 'Kept', '[]'
            FROM users
            WHERE users.user_id IN (@living, @leaving);
            INSERT INTO audit_log (occurred_at, user_email, action, entity, entity_id, entity_label, changes)
            SELECT UTC_TIMESTAMP(6), guest_email, 'cancelled', 'reservation', reservation_id, 'Kept', '[]'
            FROM reservations
            WHERE reference = 'FORGOTTEN0'
            """,
            ("@show", show),
            ("@living", living),
            ("@leaving", leaving)
        );
        const string Kept =
            "SELECT user_id, user_email, entity_id, entity_label, changes FROM audit_log WHERE entity_label = 'Kept' ORDER BY audit_id";
        var before = await api.Database.RowsAsync(Kept);

        foreach (
            var statement in (string[])
                [
                    "UPDATE audit_log SET changes = '[1]', user_email = NULL WHERE user_id = @id",
                    "UPDATE audit_log SET user_email = NULL WHERE user_id = @id",
                    "UPDATE audit_log SET user_email = 'somebody@example.com' WHERE user_id = @id",
                    "UPDATE audit_log SET entity_label = 'Nothing' WHERE user_id = @id",
                    "DELETE FROM audit_log WHERE user_id = @id",
                    "REPLACE INTO audit_log SELECT * FROM audit_log WHERE user_id = @id",
                    "TRUNCATE TABLE audit_log",
                    "DROP TRIGGER trg_audit_log_delete",
                ]
        )
        {
            await Assert.ThrowsAsync<MySqlException>(() => AsAccountAsync(statement, living));
        }

        Assert.Equal(before, await api.Database.RowsAsync(Kept));

        await AsAccountAsync("CALL sp_forget_user(@id)", leaving);
        await AsAccountAsync("CALL sp_forget_guests(1)", leaving);
        await Assert.ThrowsAsync<MySqlException>(() =>
            AsAccountAsync("UPDATE audit_log SET entity_label = 'Nothing' WHERE user_id = @id", leaving)
        );

        List<object?[]> after = [before[0], [before[1][0], null, .. before[1][2..]], [null, null, .. before[2][2..]]];
        Assert.Equal(after, await api.Database.RowsAsync(Kept));

        Task<int> AsAccountAsync(string statement, int id) => connection.ExecuteAsync(statement, ("@id", id));
    }

    private async Task<string[]> LabelsAsync(string query) =>
        [.. (await ListAsync(query)).Items().Select(entry => entry.Text("entityLabel"))];

    private async Task<string[]> KindsAsync(string query) =>
        [.. (await ListAsync(query)).Items().Select(entry => $"{entry.Text("action")} {entry.Text("entity")}")];

    private async Task<JsonElement> ListAsync(string query) =>
        (await (await api.AdminAsync()).GetAsync($"{ManagerCalls.Admin}/audit-log?{query}").JsonAsync()).Has(
            "items",
            "page",
            "pageSize",
            "total"
        );

    private Task<string> EmailAsync(int userId) =>
        api.Database.ScalarAsync<string>("SELECT email FROM users WHERE user_id = @id", ("@id", userId));
}
