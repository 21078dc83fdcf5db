using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Who calls, by the columns of <see cref="AccessMatrix"/>, and what of whom each of them names.</summary>
internal sealed class AccessCast
{
    private const string Till = "The till of this cinema";
    private const string Passkey = "The passkey of this owner";

    private readonly Dictionary<string, (HttpClient Client, Things Things)> _callers = new(StringComparer.Ordinal);

    private readonly string[] _words;

    private AccessCast(ManagedHouse house)
    {
        CinemaId = house.CinemaId;
        _words = [house.Name, house.Title, house.Reference, Till, Passkey, $"\"screenId\":{house.ScreenId},", "\"tickets\":3"];
    }

    public int CinemaId { get; }

    /// <summary>Whether an answer tells of the cinema: by a name, by its screen, or by the three tickets that it sold.</summary>
    public bool IsIn(string answer) => _words.Any(word => answer.Contains(word, StringComparison.Ordinal));

    public (HttpClient Client, Things Things) this[string caller] => _callers[caller];

    public static async Task<AccessCast> CreateAsync(TestApi api)
    {
        var ownerId = await api.Given.UserAsync();
        var owner = api.SignedIn(ownerId);
        var house = await api.HouseAsync(owner);
        var (cinemaId, elsewhere) = (house.CinemaId, await api.Given.CinemaAsync());
        var (admin, staff) = (await api.AdminAsync(), await api.StaffAsync(cinemaId));
        var (key, keyOfAnother) = (await api.ProgramAsync(KeyCalls.All), await api.ProgramAsync(KeyCalls.All, [elsewhere]));
        var email = TestApi.Email();
        var guests = await BookedAsync(api.CreateClient(), "B1");
        var anothers = await BookedAsync(api.CreateClient(), "C1");
        var keys = await BookedAsync(key, "D1");

        var things = (await ThingsAsync(api, house, ownerId, admin, staff)).With(
            ("LookUpReservation.reference", guests.Text("reference")),
            ("LookUpReservation.email", email)
        );
        var ofGuest = things.With(("reservationId", guests.Int("reservationId")));
        var ofKey = things.With(("reservationId", keys.Int("reservationId")));
        int[] kinds = [await api.Given.KindAsync(house.ShowtimeId, 0.8m), await api.Given.KindAsync(house.ShowtimeId, 0.9m)];
        var ofAdmin = things.With(("ReplaceTicketKind.kindId", kinds[0]), ("EndTicketKind.kindId", kinds[1]));
        return new AccessCast(house)
        {
            _callers =
            {
                ["anon"] = (api.CreateClient(), things),
                ["owner"] = (owner, things),
                ["other"] = (await api.CustomerAsync(), things),
                ["ended"] = (await api.SignedOutAsync(ownerId), things),
                ["guest"] = (api.WithToken(guests.Text("accessToken")), ofGuest),
                ["guest'"] = (api.WithToken(anothers.Text("accessToken")), ofGuest),
                ["staff"] = (staff, things),
                ["staff'"] = (await api.StaffAsync(elsewhere), things),
                ["man"] = (await api.ManagerAsync(cinemaId), things),
                ["man'"] = (await api.ManagerAsync(elsewhere), things),
                ["admin"] = (admin, ofAdmin),
                ["key"] = (key, ofKey),
                ["key0"] = (await api.ProgramWithoutScopesAsync(), ofKey),
                ["key'"] = (keyOfAnother, ofKey),
            },
        };

        async Task<JsonElement> BookedAsync(HttpClient client, string seat) =>
            await client
                .ReserveAsGuestAsync(email, null, house.ShowtimeId, await api.Given.SeatAsync(house.ShowtimeId, seat))
                .JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>One of each thing that an operation can name.</summary>
    private static async Task<Things> ThingsAsync(TestApi api, ManagedHouse house, int ownerId, HttpClient admin, HttpClient staff)
    {
        var (database, today) = (api.Database, Given.Today);
        var till = await staff.OpenTillAsync(house.CinemaId, 100, Till).JsonAsync(HttpStatusCode.Created);
        var sessionId = Guid.NewGuid();
        database.InsertSession(ownerId, sessionId);
        await database.ExecuteAsync(
            """
            INSERT INTO waiting_entries (showtime_id, user_id, seats, language, joined_at) VALUES (@show, @user, 2, 'en', UTC_TIMESTAMP(6));
            INSERT INTO outbox (kind, recipient, status, created_at, next_attempt_at)
            VALUES ('passwordReset', 'user@example.com', 'dead', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, name, created_at)
            VALUES (@user, UNHEX(SHA2(@session, 256)), 'x', 0, @passkey, UTC_TIMESTAMP(6))
            """,
            ("@show", house.ShowtimeId),
            ("@user", ownerId),
            ("@session", $"{sessionId}"),
            ("@passkey", Passkey)
        );
        var (_, revoked) = await admin.MakeKeyAsync();
        var (_, told) = await admin.MakeKeyAsync(KeyCalls.All);
        var webhook = await admin
            .PostAsJsonAsync("/api/v1/admin/webhooks", new { keyId = told.Int("keyId"), url = "https://partner.example/hooks" })
            .JsonAsync(HttpStatusCode.Created);
        var webhookId = webhook.GetProperty("webhook").Int("webhookId");
        var seats = await api.Given.SeatsAsync(house.ShowtimeId, "E1", "E2");
        var someone = await api.Given.UserAsync();
        await api.Given.VoucherAsync();
        var group = await staff.HoldGroupAsync(house.ShowtimeId, await api.Given.SeatsAsync(house.ShowtimeId, "H1", "H2"));
        await api.Given.GiftCardAsync();
        var ticketId = await database.ScalarAsync<int>(
            "SELECT MAX(ticket_id) FROM tickets WHERE reservation_id = @id",
            ("@id", house.ReservationId)
        );
        return new Things
        {
            ["cinemaId"] = house.CinemaId,
            ["screenId"] = house.ScreenId,
            ["movieId"] = house.MovieId,
            ["showtimeId"] = house.ShowtimeId,
            ["startsAt"] = ManagerCalls.Iso(today.AddDays(5).ToDateTime(new TimeOnly(18, 0))),
            ["from"] = today.AddDays(-1),
            ["to"] = today.AddDays(3),
            ["date"] = today,
            ["RepeatSchedule.from"] = today.AddDays(2),
            ["RepeatSchedule.to"] = new[] { today.AddDays(9) },
            ["dryRun"] = true,
            ["ImportShowtimes.csv"] = "screen,movieTitle,startsAt",
            ["pageSize"] = 100,
            ["FindReservations.q"] = house.Reference,
            ["FindBoxOfficeBookings.q"] = house.Reference,
            ["reservationId"] = house.ReservationId,
            ["reference"] = house.Reference,
            ["ticketId"] = ticketId,
            ["ticketIds"] = new[] { ticketId },
            ["refundId"] = house.RefundId,
            ["kindId"] = house.KindIds[0],
            ["EndTicketKind.kindId"] = house.KindIds[1],
            ["seatId"] = seats[0],
            ["seatIds"] = seats,
            // As many as there are tickets.
            ["ExchangeTickets.seatIds"] = seats[..1],
            ["method"] = "card",
            ["shiftId"] = till.Int("shiftId"),
            ["groupId"] = group.Int("groupId"),
            ["sessionId"] = sessionId,
            ["passkeyId"] = await LastAsync("passkey_id", "passkeys"),
            ["provider"] = "google",
            ["userId"] = someone,
            ["role"] = "customer",
            ["ResetSecondFactor.email"] = await database.ScalarAsync<string>(
                "SELECT email FROM users WHERE user_id = @id",
                ("@id", someone)
            ),
            ["keyId"] = revoked.Int("keyId"),
            ["CreateWebhook.keyId"] = told.Int("keyId"),
            ["messageId"] = await LastAsync("message_id", "outbox"),
            ["voucherId"] = await LastAsync("voucher_id", "vouchers"),
            ["cardId"] = await LastAsync("card_id", "gift_cards"),
            ["webhookId"] = webhookId,
            ["deliveryId"] = await database.DeliveryAsync(webhookId),
        };

        Task<int> LastAsync(string id, string table) => database.ScalarAsync<int>($"SELECT MAX({id}) FROM {table}");
    }
}
