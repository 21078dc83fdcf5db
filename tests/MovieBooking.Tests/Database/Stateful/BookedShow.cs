using System.Globalization;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>A showtime on which steps are taken with the database's own routines, next to the model of what must come of them.</summary>
internal sealed class BookedShow(
    TestDatabase database,
    Show show,
    int[] users,
    Show[] others,
    int[] kinds,
    string[] vouchers,
    (int UserId, int ShiftId) till
)
{
    /// <summary>How many of the people are users, and how many people there are.</summary>
    public const int Users = 3;
    public const int People = 5;

    /// <summary>Who holds what the cinema keeps back.</summary>
    public const int House = People;

    /// <summary>Who buys at the counter.</summary>
    public const int Counter = People + 1;

    /// <summary>As many as one person may hold seats of at a time.</summary>
    public const int OtherShows = 3;

    /// <summary>Few enough that people meet on them; the last two are no seats of this screen.</summary>
    public static readonly string[] Labels =
    [
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "B1",
        "B2",
        "E6",
        "E7",
        "H1",
        "H2",
        "H11",
        "H12",
        "C1",
        "C2",
        "C3",
        "C4",
        "C5",
        "C6",
        "elsewhere",
        "nowhere",
    ];

    public const int Taken = 19;

    /// <summary>C1 is a wheelchair place, and C2 the companion place beside it.</summary>
    public const int Wheelchair = 13;
    public const int Companion = 14;

    /// <summary>The cinema's refund policy: a percentage that leaves a fraction of a cent of every price.</summary>
    public const int RefundMinutes = 110;
    public const decimal RefundPercent = 7.77m;

    public static decimal Price(int seat) => Labels[seat][0] >= 'F' ? 16 : 8;

    /// <summary>
    /// What a ticket of a kind costs, null where it is not to be had: the first is a factor, the second a fixed price, and there are no more.
    /// </summary>
    public static decimal? KindPrice(int kind, int seat) =>
        kind switch
        {
            1 => Math.Round(Price(seat) * 0.667m, 2, MidpointRounding.AwayFromZero),
            2 when Price(seat) == 8 => 5.55m,
            _ => null,
        };

    /// <summary>The vouchers: a third off, 5.01 off for one booking at a time, a free seat once for each person; the last is no voucher.</summary>
    public const decimal VoucherPercent = 33.3m;
    public const decimal VoucherAmount = 5.01m;

    /// <summary>The seats of a booking whose tickets become of a kind.</summary>
    public static IEnumerable<int> OfKind(IEnumerable<int> seats) => seats.Where((_, index) => index % 2 == 0);

    private readonly List<int> _reservations = [];
    private readonly List<(string Id, decimal Amount)> _intents = [];
    private readonly List<IReadOnlyList<int>> _seats = [];

    public int Steps { get; private set; }

    public static DateTime Start { get; } = Show.Noon.AddHours(2);

    public static async Task<BookedShow> GivenAsync(TestDatabase database)
    {
        var given = new Given(database);
        var users = await given.UsersAsync(Users);
        var others = new Show[OtherShows];
        for (var number = 0; number < OtherShows; number++)
        {
            others[number] = await Show.GivenAsync(database);
        }

        var show = await Show.GivenAsync(database, Start);
        await show.RefundAsync(RefundMinutes, "percent", RefundPercent);
        await database.AccessiblePlacesAsync(show.Id, Labels[Wheelchair], Labels[Companion]);
        int[] kinds =
        [
            await given.KindAsync(show.Id, factor: 0.667m),
            await given.KindAsync(show.Id, fixedPrice: 5.55m),
            await given.KindAsync(others[0].Id, factor: 0.5m),
        ];
        string[] vouchers =
        [
            await given.VoucherAsync(value: VoucherPercent, maxUses: null),
            await given.VoucherAsync("amount", VoucherAmount, maxUses: 1),
            await given.VoucherAsync("seats", 1, maxUses: null, maxUsesPerPerson: 1),
            "NO VOUCHER",
        ];
        return new BookedShow(database, show, users, others, kinds, vouchers, await database.CashierAsync(show));
    }

    /// <summary>Takes the steps one after another; throws at the first after which the database and the model differ.</summary>
    public async Task RunAsync(IReadOnlyList<Step> steps)
    {
        await using var session = await Show.AtAsync(database, Show.Noon);
        var model = await EmptyAsync();
        foreach (var (number, step) in steps.Index())
        {
            Steps++;
            var expected = model.Do(step);
            var error = await DoAsync(session, step, model.Now);
            Assert.True(expected == error, $"Step {number}, {step}: error {error}, and not {expected}");
            await AgreesAsync(session, model, $"Step {number}, {step}");
        }
    }

    /// <summary>Nobody has a seat, and it is noon.</summary>
    public async Task<SeatModel> EmptyAsync()
    {
        _reservations.Clear();
        _intents.Clear();
        _seats.Clear();
        await database.ExecuteAsync(
            """
            DELETE FROM kind_tickets
            WHERE ticket_id IN (SELECT ticket_id FROM tickets WHERE showtime_id = @id)
                OR ticket_id IN (SELECT ticket_id FROM cancelled_tickets WHERE showtime_id = @id);
            DELETE FROM voucher_tickets
            WHERE ticket_id IN (SELECT ticket_id FROM tickets WHERE showtime_id = @id)
                OR ticket_id IN (SELECT ticket_id FROM cancelled_tickets WHERE showtime_id = @id);
            DELETE voucher_uses
            FROM voucher_uses
            INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
            WHERE reservations.showtime_id = @id;
            DELETE refunds
            FROM refunds
            INNER JOIN payments ON payments.payment_id = refunds.payment_id
            INNER JOIN reservations ON reservations.reservation_id = payments.reservation_id
            WHERE reservations.showtime_id = @id;
            DELETE payments
            FROM payments
            INNER JOIN reservations ON reservations.reservation_id = payments.reservation_id
            WHERE reservations.showtime_id = @id;
            DELETE exchanges
            FROM exchanges
            INNER JOIN reservations ON reservations.reservation_id = exchanges.reservation_id
            WHERE reservations.showtime_id = @id;
            DELETE counter_refunds
            FROM counter_refunds
            INNER JOIN reservations ON reservations.reservation_id = counter_refunds.reservation_id
            WHERE reservations.showtime_id = @id;
            DELETE counter_sales
            FROM counter_sales
            INNER JOIN reservations ON reservations.reservation_id = counter_sales.reservation_id
            WHERE reservations.showtime_id = @id
            """,
            ("@id", show.Id)
        );
        await database.ExecuteAsync(
            "DELETE FROM unpaid_holds; DELETE FROM seat_locks WHERE FIND_IN_SET(showtime_id, @others)",
            ("@others", string.Join(',', others.Select(other => other.Id)))
        );
        string[] tables = ["seat_locks", "tickets", "cancelled_tickets", "reservations", "sales_rollups"];
        await database.ExecuteAsync(
            string.Concat(tables.Select(table => $"DELETE FROM {table} WHERE showtime_id = @id;"))
                + "UPDATE showtimes SET seat_version = 0, start_time = @start, end_time = @start + INTERVAL 100 MINUTE WHERE showtime_id = @id",
            ("@id", show.Id),
            ("@start", Start)
        );
        return new SeatModel(Start);
    }

    /// <summary>Takes a step in a session; the error that it ends in, 0 for none.</summary>
    public Task<int> DoAsync(MySqlConnection session, Step step, DateTime now) =>
        Race.ErrorOfAsync(
            step.Verb switch
            {
                Verb.Lock => session.LockAsync(users[step.Person], show.Id, SeatIds(step)),
                Verb.Unlock => session.UnlockAsync(users[step.Person], show.Id, SeatIds(step)),
                Verb.UnlockAll => session.UnlockAsync(users[step.Person], show.Id, null),
                Verb.LockElsewhere => session.LockAsync(users[step.Person], others[step.Number], Labels[step.Person]),
                Verb.UnlockElsewhere => session.UnlockAsync(users[step.Person], others[step.Number]),
                Verb.Block => session.ExecuteAsync(
                    "CALL sp_block_seats(@id, @seats, NULL, 'Press')",
                    ("@id", show.Id),
                    ("@seats", SeatIds(step))
                ),
                Verb.Release => session.ExecuteAsync("CALL sp_release_seats(@id, @seats)", ("@id", show.Id), ("@seats", SeatIds(step))),
                Verb.Extend => session.ExtendAsync(users[step.Person], show),
                Verb.Create => CreateAsync(session, step),
                Verb.Kinds => SetKindsAsync(session, step),
                Verb.Voucher => UseVoucherAsync(session, step),
                Verb.Pay => PayAsync(session, step),
                Verb.Confirm => session.ConfirmAsync(Reservation(step)),
                Verb.Cancel => session.CancelAsync(Reservation(step)),
                Verb.CancelTicket => CancelTicketAsync(session, step),
                Verb.CancelByCinema => session.CancelTicketsAsync(Reservation(step), null, byCinema: true),
                Verb.Sell => SellAsync(session, step),
                Verb.Exchange => ExchangeAsync(session, step),
                Verb.PayBack => session.RefundAtCounterAsync(till.UserId, Reservation(step)),
                Verb.Forget => ForgetAsync(session, users[step.Person]),
                Verb.Admit => AdmitAsync(session, step),
                Verb.UndoAdmission => AdmitAsync(session, step),
                Verb.Move => session.MoveAsync(show, Start.AddMinutes(step.Number)),
                Verb.Sweep => session.ReleaseAsync(show),
                _ => session.SetClockAsync(now),
            }
        );

    /// <summary>Every seat is as the model has it, and nothing of what was sold is lost or counted wrongly.</summary>
    public async Task AgreesAsync(MySqlConnection session, SeatModel model, string after)
    {
        var rows = await session.RowsAsync(
            """
            SELECT seat_label, seat_status, locked_by_user_id, pending_reservation_id, hold_expires_at, seat_version, fixed_price
            FROM v_seat_map
            WHERE showtime_id = @id
            """,
            ("@id", show.Id)
        );
        var actual = rows.Select(row => $"{row[0]} {row[1]} {row[2]} {row[3]} {row[4]:HH:mm:ss.fff} {row[5]}")
            .Order(StringComparer.Ordinal);
        var expected = rows.Select(row => (string)row[0]!).Select(label => Line(model, label)).Order(StringComparer.Ordinal);
        var wrong = actual.Except(expected, StringComparer.Ordinal).ToList();
        Assert.True(
            wrong.Count == 0,
            $"{after}: {string.Join(", ", wrong)}, and not {string.Join(", ", expected.Except(actual, StringComparer.Ordinal))}"
        );

        var seats = rows.ToLookup(row => (string)row[1]!, StringComparer.Ordinal);
        Assert.True(
            seats["sold"].Count() + seats["locked"].Count() + seats["available"].Count() == 96,
            $"{after}: sold + held + free is not 96"
        );
        Assert.Equal(
            model
                .Unpaid.Select(lapse =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(lapse.Show == SeatModel.Here ? show : others[lapse.Show]).Id} {users[lapse.User]} {lapse.Times} {lapse.At:HH:mm:ss.fff}"
                    )
                )
                .Order(StringComparer.Ordinal),
            (await session.RowsAsync("SELECT showtime_id, user_id, times, lapsed_at FROM unpaid_holds"))
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row[0]} {row[1]} {row[2]} {row[3]:HH:mm:ss.fff}"))
                .Order(StringComparer.Ordinal)
        );
        var totals = await session.LinesAsync(
            """
            SELECT
                COALESCE((SELECT SUM(tickets) FROM sales_rollups WHERE showtime_id = @id), 0),
                COALESCE((SELECT SUM(revenue) FROM sales_rollups WHERE showtime_id = @id), 0),
                (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id) + (SELECT COUNT(*) FROM cancelled_tickets WHERE showtime_id = @id),
                COALESCE((SELECT SUM(refund_due) FROM cancelled_tickets WHERE showtime_id = @id), 0),
                COALESCE((
                    SELECT SUM(payments.captured - payments.refunded)
                    FROM payments
                    INNER JOIN reservations ON reservations.reservation_id = payments.reservation_id
                    WHERE reservations.showtime_id = @id
                ), 0),
                (SELECT COUNT(*) FROM tickets WHERE showtime_id = @id AND admitted_at IS NOT NULL),
                COALESCE((SELECT SUM(refund_fee) FROM tickets WHERE showtime_id = @id), 0),
                COALESCE((SELECT SUM(price) FROM tickets WHERE showtime_id = @id), 0),
                (
                    SELECT COUNT(*)
                    FROM kind_tickets
                    WHERE ticket_id IN (SELECT ticket_id FROM tickets WHERE showtime_id = @id)
                        OR ticket_id IN (SELECT ticket_id FROM cancelled_tickets WHERE showtime_id = @id)
                ),
                (
                    SELECT COUNT(IF(reservations.status IN ('pending', 'confirmed'), 1, NULL))
                    FROM voucher_uses
                    INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
                    WHERE reservations.showtime_id = @id
                ),
                (
                    SELECT COALESCE(SUM(voucher_uses.discount), 0)
                    FROM voucher_uses
                    INNER JOIN reservations ON reservations.reservation_id = voucher_uses.reservation_id
                    WHERE reservations.showtime_id = @id
                ),
                (
                    SELECT COALESCE(SUM(discount), 0)
                    FROM voucher_tickets
                    WHERE ticket_id IN (SELECT ticket_id FROM tickets WHERE showtime_id = @id)
                        OR ticket_id IN (SELECT ticket_id FROM cancelled_tickets WHERE showtime_id = @id)
                ),
                (SELECT seats_available FROM v_showtimes_details WHERE showtime_id = @id),
                (SELECT expected - opening_float FROM v_till_shifts WHERE shift_id = @shift)
            """,
            ("@id", show.Id),
            ("@shift", till.ShiftId)
        );
        var revenue = seats["sold"].Sum(row => (decimal)row[6]!);
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seats["sold"].Count()} {revenue:0.00#} {model.Tickets} {model.RefundDue:0.00#} {model.Money:0.00#} {model.Admitted} {model.Fees:0.00#} {model.Prices:0.00#} {model.OfKinds} {model.VoucherUses} {model.Discounts:0.00#} {model.Discounts:0.00#} {seats["available"].Count()} {model.Cash:0.00#}"
            ),
            totals[0]
        );
    }

    private string Line(SeatModel model, string label)
    {
        var (status, user, booking, until) = model.Seat(Array.IndexOf(Labels, label));
        var reservation = booking is { } index ? _reservations[index] : (int?)null;
        return $"{label} {status} {(user is { } number ? (number == House ? 0 : users[number]) : null)} {reservation} {until:HH:mm:ss.fff} {model.Version}";
    }

    private async Task CreateAsync(MySqlConnection session, Step step)
    {
        var isUser = step.Person < Users;
        var email = isUser ? null : $"guest{step.Person}@example.com";
        _reservations.Add(await session.CreateAsync(isUser ? users[step.Person] : null, email, show.Id, SeatIds(step)));
        _intents.Add((await session.OpenPaymentAsync(_reservations[^1]), step.Seats.Sum(Price)));
        _seats.Add(step.Seats);
    }

    private async Task SellAsync(MySqlConnection session, Step step) =>
        Sold(
            step,
            await session.ScalarAsync<int>(
                """
                CALL sp_sell_at_counter(@clerk, @id, @seats, NULL, @reference, 0, 0, 'cash', @total, @total, @sold_id);
                SELECT @sold_id
                """,
                ("@clerk", till.UserId),
                ("@id", show.Id),
                ("@seats", SeatIds(step)),
                ("@reference", BookingRoutines.NewReference()),
                ("@total", step.Seats.Sum(Price))
            )
        );

    /// <summary>For what the ticket cost, and what else is due back of what was paid at the counter.</summary>
    private async Task ExchangeAsync(MySqlConnection session, Step step)
    {
        var ticketId = await TicketAsync(session, step);
        Sold(
            step,
            await session.ScalarAsync<int>(
                """
                SET @credit = (
                    SELECT IF(
                        counter_sales.reservation_id IS NULL,
                        0,
                        COALESCE((SELECT SUM(price) FROM tickets WHERE ticket_id = @ticket), 0)
                            + COALESCE((SELECT SUM(refund_due) FROM cancelled_tickets WHERE reservation_id = @old), 0)
                            - COALESCE((SELECT SUM(amount) FROM counter_refunds WHERE reservation_id = @old), 0)
                    )
                    FROM reservations
                    LEFT JOIN counter_sales ON counter_sales.reservation_id = reservations.reservation_id
                    WHERE reservations.reservation_id = @old
                );
                CALL sp_exchange_tickets(
                    @clerk, @old, @tickets, @id, @seats, NULL, @reference, 0, 0, 'cash', @total, @credit, @total, @exchanged_id
                );
                SELECT @exchanged_id
                """,
                ("@clerk", till.UserId),
                ("@old", Reservation(step)),
                ("@ticket", ticketId),
                ("@tickets", $"[{ticketId}]"),
                ("@id", show.Id),
                ("@seats", SeatIds(step)),
                ("@reference", BookingRoutines.NewReference()),
                ("@total", step.Seats.Sum(Price))
            )
        );
    }

    private void Sold(Step step, int reservationId)
    {
        _reservations.Add(reservationId);
        _intents.Add(("pi_of_nobody", 8));
        _seats.Add(step.Seats);
    }

    /// <summary>And opens the payment of the new amount, as the page does.</summary>
    private async Task SetKindsAsync(MySqlConnection session, Step step)
    {
        var seats = step.Number < _seats.Count ? _seats[^(step.Number + 1)] : [];
        var kindId = step.Person <= kinds.Length ? kinds.ElementAtOrDefault(step.Person - 1) : int.MaxValue;
        var chosen = OfKind(seats).Select(seat => (show[Labels[seat]], kindId));
        await session.SetKindsAsync(Reservation(step), step.Person == 0 ? [] : [.. chosen]);
        await ReopenPaymentAsync(session, step);
    }

    private async Task UseVoucherAsync(MySqlConnection session, Step step)
    {
        await (
            step.Person == 0
                ? session.RemoveVoucherAsync(Reservation(step))
                : session.UseVoucherAsync(Reservation(step), vouchers[step.Person - 1])
        );
        await ReopenPaymentAsync(session, step);
    }

    /// <summary>The payment of what it costs now; where that is nothing there is none, and the one before stays.</summary>
    private async Task ReopenPaymentAsync(MySqlConnection session, Step step)
    {
        var costs = await session.RowsAsync("SELECT SUM(price) FROM tickets WHERE reservation_id = @id", ("@id", Reservation(step)));
        if (costs[0][0] is > 0m and decimal amount)
        {
            _intents[^(step.Number + 1)] = (await session.OpenPaymentAsync(Reservation(step)), amount);
        }
    }

    /// <summary>As the API ends an account, in one transaction. The person comes back as another one, with the same number.</summary>
    private async Task ForgetAsync(MySqlConnection session, int userId)
    {
        await session.ExecuteAsync("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION");
        await session.ExecuteAsync("SELECT seat_version FROM showtimes WHERE showtime_id = @id FOR UPDATE", ("@id", show.Id));
        var pending = await session.RowsAsync(
            """
            SELECT reservation_id
            FROM reservations
            WHERE user_id = @user AND status = 'pending' AND expires_at > UTC_TIMESTAMP(6)
            ORDER BY reservation_id
            """,
            ("@user", userId)
        );
        foreach (var row in pending)
        {
            await session.CancelAsync((int)row[0]!);
        }

        await session.UnlockAsync(userId, show.Id, null);
        foreach (var other in others)
        {
            await session.UnlockAsync(userId, other.Id, null);
        }

        await session.ExecuteAsync("CALL sp_forget_user(@user); COMMIT", ("@user", userId));
        Assert.Equal(
            ["0 0 0"],
            await session.LinesAsync(
                """
                SELECT
                    (SELECT COUNT(*) FROM users WHERE user_id = @user AND (deleted_at IS NULL OR email NOT LIKE '%.invalid')),
                    (SELECT COUNT(*) FROM seat_locks WHERE user_id = @user),
                    (SELECT COUNT(*) FROM reservations WHERE user_id = @user AND status = 'pending' AND expires_at > UTC_TIMESTAMP(6))
                """,
                ("@user", userId)
            )
        );
        await session.ExecuteAsync(
            "UPDATE users SET email = CONCAT(UUID(), '@example.com'), deleted_at = NULL WHERE user_id = @user",
            ("@user", userId)
        );
    }

    private Task<string> PayAsync(MySqlConnection session, Step step)
    {
        var (id, amount) = step.Number < _intents.Count ? _intents[^(step.Number + 1)] : ("pi_of_nobody", 8);
        return session.TakePaymentAsync(id, amount);
    }

    // A ticket that the reservation never had is number 0, which nobody has.
    private async Task CancelTicketAsync(MySqlConnection session, Step step) =>
        await session.ExecuteAsync(
            "CALL sp_cancel_tickets(@id, @tickets, FALSE)",
            ("@id", Reservation(step)),
            ("@tickets", $"[{await TicketAsync(session, step)}]")
        );

    private async Task AdmitAsync(MySqlConnection session, Step step)
    {
        var ticketId = await TicketAsync(session, step);
        _ = step.Verb == Verb.Admit ? await session.AdmitAsync(show, ticketId) : await session.UndoAdmissionAsync(show, ticketId);
    }

    private async Task<int> TicketAsync(MySqlConnection session, Step step) =>
        (
            await session.TicketIdsAsync(Reservation(step), [.. Enumerable.Range(0, Taken).Select(seat => show[Labels[seat]])])
        ).ElementAtOrDefault(step.Person);

    // 0 is nobody's reservation.
    private int Reservation(Step step) => step.Number < _reservations.Count ? _reservations[^(step.Number + 1)] : 0;

    private string SeatIds(Step step) =>
        $"[{string.Join(',', step.Seats.Select(seat => seat < Taken ? show[Labels[seat]] : seat == Taken ? others[0]["A1"] : int.MaxValue))}]";
}
