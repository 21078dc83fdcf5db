using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Admin.Analytics;
using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>
/// A cinema of its own that sells by every channel. By which of them a booking was sold, and as which kind each seat, it knows as whoever
/// sold it does; which tickets stand, the tickets tell. The rollups and the reports must say the same.
/// </summary>
internal sealed class SellingCinema : IAsyncDisposable
{
    public const int Shows = 3;
    public const int Seats = 36;

    /// <summary>Two rows of standard seats, and one of premium ones, where a student pays the full price.</summary>
    private const string Rows = "ABG";

    private const int OtherPrice = 45080;
    private const int OtherPriceWithCard = 45140;

    /// <summary>What has no name has the full price.</summary>
    private static readonly string[] s_kinds = ["", "Child", "Student"];

    /// <summary>Every channel sells tickets of both kinds and at the full price; a card pays for some, and one of those comes back.</summary>
    private static readonly SellingStep[] s_ordinary =
    [
        new(Selling.Web, Seat: 0, Seats: 4, Choice: 1),
        new(Selling.GiftCard, Choice: 1),
        new(Selling.Confirm),
        new(Selling.CancelTicket),
        new(Selling.Program, Seat: 4, Seats: 2, Choice: 2),
        new(Selling.Confirm),
        new(Selling.Counter, Seat: 24, Seats: 2, Choice: 4),
        new(Selling.Web, Show: 1, Seat: 0, Seats: 2, Choice: 2),
        new(Selling.Confirm),
        new(Selling.Program, Show: 1, Seat: 24, Seats: 2, Choice: 1),
        new(Selling.Confirm),
        new(Selling.Counter, Show: 2, Seat: 0, Seats: 2, Choice: 2),
    ];

    private static readonly string[] s_soldThere =
    [
        "apiKey ",
        "apiKey Child",
        "apiKey Student",
        "counter ",
        "counter Child",
        "counter Student",
        "web ",
        "web Child",
        "web Student",
    ];

    private readonly TestApi _api;
    private readonly MySqlConnection _session;
    private readonly List<int> _bookings = [];
    private readonly Dictionary<int, string> _channels = [];
    private readonly Dictionary<(int Booking, int SeatId), string> _kindOf = [];
    private DateTime _now = Show.Noon;
    private int _cinemaId;
    private int _keyId;
    private int _clerk;
    private int[] _users = [];
    private int[] _kindIds = [];
    private Show[] _shows = [];
    private string[] _vouchers = [];
    private string[] _cards = [];

    private SellingCinema(TestApi api, MySqlConnection session) => (_api, _session) = (api, session);

    /// <summary>Its days are UTC's, and the first show begins a day after noon; there is something sold already.</summary>
    public static async Task<SellingCinema> GivenAsync(TestApi api)
    {
        var given = api.Given;
        var cinema = new SellingCinema(api, await Show.AtAsync(api.Database, Show.Noon)) { _cinemaId = await given.CinemaAsync("UTC") };
        int[] screens = [await given.ScreenAsync("2D", cinema._cinemaId), await given.ScreenAsync("IMAX", cinema._cinemaId)];
        int[] movies = [await given.MovieAsync(), await given.MovieAsync()];
        cinema._shows =
        [
            await Show.GivenAsync(api.Database, Show.Noon.AddDays(1), movieId: movies[0], screenId: screens[0]),
            await Show.GivenAsync(api.Database, Show.Noon.AddDays(1), movieId: movies[1], screenId: screens[1]),
            await Show.GivenAsync(api.Database, Show.Noon.AddDays(8), movieId: movies[0], screenId: screens[1]),
        ];
        await cinema._shows[0].RefundAsync(0, "percent", 7.77m);
        cinema._kindIds =
        [
            0,
            await given.KindAsync(cinema._shows[0].Id, factor: 0.667m, name: s_kinds[1]),
            await given.KindAsync(cinema._shows[0].Id, fixedPrice: 5.55m, name: s_kinds[2]),
        ];
        cinema._vouchers =
        [
            await given.VoucherAsync(value: 33.3m, maxUses: null),
            await given.VoucherAsync("amount", 5.01m, maxUses: null),
        ];
        cinema._cards = [await given.GiftCardAsync(25), await given.GiftCardAsync(300)];
        cinema._users = await given.UsersAsync(2);
        cinema._clerk = (await api.Database.CashierAsync(cinema._shows[0])).UserId;
        cinema._keyId = await cinema._session.ScalarAsync<int>(
            """
            INSERT INTO api_keys (name, prefix, key_hash, scopes, created_at)
            VALUES ('Program', @prefix, UNHEX(SHA2(@prefix, 256)), 'bookings:write', UTC_TIMESTAMP(6));
            SELECT LAST_INSERT_ID()
            """,
            ("@prefix", BookingRoutines.NewReference())
        );
        foreach (var step in s_ordinary)
        {
            Assert.True(await cinema.IsDoneAsync(step), $"{step}");
        }

        Assert.Equal(
            s_soldThere,
            (await cinema.SoldAsync()).Select(ticket => $"{ticket.Channel} {ticket.Kind}").Distinct().Order(StringComparer.Ordinal)
        );
        await cinema.AgreesAsync("Before");
        return cinema;
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>
    /// Takes the steps one after another; throws at the first after which anything says something else than the tickets. The answer is what
    /// was not refused.
    /// </summary>
    public async Task<IReadOnlyList<Selling>> RunAsync(IReadOnlyList<SellingStep> steps)
    {
        List<Selling> done = [];
        foreach (var (number, step) in steps.Index())
        {
            if (await IsDoneAsync(step))
            {
                done.Add(step.Verb);
                await AgreesAsync($"Step {number}, {step}");
            }
        }

        return done;
    }

    public async Task AgreesAsync(string after)
    {
        var sold = await SoldAsync();
        Same(
            Lines(sold, ticket => $"{ticket.ShowtimeId} {ticket.SaleDate:yyyy-MM-dd} {ticket.SeatClass}"),
            await _session.LinesAsync(
                """
                SELECT showtime_id, sale_date, CAST(seat_class AS CHAR), tickets, revenue
                FROM sales_rollups
                WHERE FIND_IN_SET(showtime_id, @shows) AND (tickets <> 0 OR revenue <> 0)
                """,
                ("@shows", string.Join(',', _shows.Select(show => show.Id)))
            ),
            $"{after}: the rollups"
        );

        await using var scope = _api.Services.CreateAsyncScope();
        var period = new Period(DateOnly.FromDateTime(Show.Noon), DateOnly.FromDateTime(Show.Noon.AddDays(13)));
        var channels = scope.ServiceProvider.GetRequiredService<ChannelReport>();
        Same(
            Lines(sold, ticket => $"{ticket.SaleDate:yyyy-MM-dd} {ticket.Channel}"),
            (await channels.LinesAsync([_cinemaId], period, CancellationToken.None)).Select(line =>
                Line($"{line.Date:yyyy-MM-dd} {line.Channel}", line.Tickets, line.Revenue)
            ),
            $"{after}: the channels by day"
        );
        var total = await channels.ReadAsync([_cinemaId], period, CancellationToken.None);
        Same(
            [.. Lines(sold, ticket => ticket.Channel), $"cards {await PaidByCardsAsync():0.00}"],
            [
                .. total
                    .Channels.Where(channel => channel.Tickets > 0)
                    .Select(channel =>
                        Line(JsonNamingPolicy.CamelCase.ConvertName($"{channel.Channel}"), channel.Tickets, channel.Revenue)
                    ),
                $"cards {total.GiftCards:0.00}",
            ],
            $"{after}: the channels"
        );

        var (kinds, _) = await scope
            .ServiceProvider.GetRequiredService<AdmissionsReport>()
            .ReadAsync(new AdmissionsQuery(period.From, period.To, _cinemaId, MovieId: null), [_cinemaId], CancellationToken.None);
        Same(
            Lines(sold, ticket => $"{ticket.MovieId} {ticket.Week(period.From)} {ticket.Kind}"),
            kinds!
                .Items.SelectMany(line =>
                    line.Kinds.Append(
                            new KindAdmissions(
                                "",
                                line.Admissions - line.Kinds.Sum(kind => kind.Admissions),
                                line.Gross - line.Kinds.Sum(kind => kind.Gross)
                            )
                        )
                        .Select(kind => ($"{line.MovieId} {(line.WeekFrom.DayNumber - period.From.DayNumber) / 7} {kind.Kind}", kind))
                )
                .Where(line => line.kind.Admissions != 0 || line.kind.Gross != 0)
                .Select(line => Line(line.Item1, line.kind.Admissions, line.kind.Gross)),
            $"{after}: the kinds"
        );
    }

    /// <summary>Spoils what is written of this cinema, whose first show is @show.</summary>
    public Task DamageAsync(string sql) => _session.ExecuteAsync(sql, ("@show", _shows[0].Id));

    /// <summary>Whether it was done; the routines may refuse it, and then nothing has changed.</summary>
    private async Task<bool> IsDoneAsync(SellingStep step)
    {
        var show = _shows[step.Show];
        // 0 is nobody's booking.
        var booking = step.Booking < _bookings.Count ? _bookings[^(step.Booking + 1)] : 0;
        try
        {
            await (
                step.Verb switch
                {
                    Selling.Web => BookAsync(step, "web", _users[step.Choice % _users.Length], null),
                    Selling.Guest => BookAsync(step, "web", null, Email()),
                    Selling.Program => BookAsync(step, "apiKey", null, Email()),
                    Selling.Kinds => SetKindsAsync(booking, step),
                    Selling.Voucher => step.Choice == 0
                        ? _session.RemoveVoucherAsync(booking)
                        : _session.UseVoucherAsync(booking, Voucher(step)),
                    Selling.GiftCard => step.Choice == 0
                        ? _session.RemoveGiftCardAsync(booking)
                        : _session.UseGiftCardAsync(booking, Card(step)),
                    Selling.Confirm => _session.ConfirmAsync(booking),
                    Selling.Pay => PayAsync(booking, show, isLate: false),
                    Selling.PayLate => PayAsync(booking, show, isLate: true),
                    Selling.Counter => SellAsync(step, Labels(step)),
                    Selling.Group => SellToGroupAsync(step),
                    Selling.Exchange => ExchangeAsync(booking, step),
                    Selling.CancelTicket => _session.CancelOneTicketAsync(booking),
                    Selling.Cancel => _session.CancelAsync(booking),
                    Selling.CancelByCinema => _session.CancelTicketsAsync(
                        booking,
                        step.Choice % 2 == 0 ? null : [.. (await SeatsOfAsync(booking)).Take(1)],
                        byCinema: true
                    ),
                    Selling.PayBack => _session.RefundAtCounterAsync(_clerk, booking),
                    Selling.CallOff => _session.ExecuteAsync("CALL sp_delete_showtime(@id, TRUE)", ("@id", show.Id)),
                    Selling.Sweep => _session.ReleaseAsync(show),
                    _ => GoOnAsync(TimeSpan.FromMinutes(30 * step.Choice)),
                }
            );
            return true;
        }
        catch (MySqlException exception) when (exception.Number is >= 45000 and < 46000)
        {
            return false;
        }
    }

    private async Task BookAsync(SellingStep step, string channel, int? userId, string? email)
    {
        var show = _shows[step.Show];
        var booking = await _session.CreateAsync(userId, email, show.Id, show.SeatIds(Labels(step)));
        Sold(booking, channel);
        if (channel == "apiKey")
        {
            await _session.ExecuteAsync(
                "INSERT INTO api_key_reservations (reservation_id, key_id) VALUES (@id, @key)",
                ("@id", booking),
                ("@key", _keyId)
            );
        }

        if (step.Choice % s_kinds.Length != 0)
        {
            await SetKindsAsync(booking, step);
        }
    }

    /// <summary>Every other ticket, and the others cost the full price.</summary>
    private async Task SetKindsAsync(int booking, SellingStep step)
    {
        var seats = await SeatsOfAsync(booking);
        await _session.SetKindsAsync(booking, Chosen(seats, step));
        Choose(booking, seats, step);
    }

    private async Task PayAsync(int booking, Show show, bool isLate)
    {
        var intent = await _session.OpenPaymentAsync(booking);
        if (isLate)
        {
            await GoOnAsync(TimeSpan.FromMinutes(15));
            await _session.ReleaseAsync(show);
        }

        await _session.TakePaymentAsync(
            intent,
            await _session.ScalarAsync<decimal>("SELECT amount FROM payments WHERE intent_id = @intent", ("@intent", intent))
        );
    }

    private async Task SellToGroupAsync(SellingStep step)
    {
        var (show, labels) = (_shows[step.Show], Labels(step));
        var group = await _session.HoldGroupAsync(show, _now.AddMinutes(10), labels);
        await SellAsync(step, step.Choice % 2 == 0 ? labels : labels[..1]);
        await _session.ReleaseGroupAsync(group, show);
    }

    private async Task SellAsync(SellingStep step, string[] labels)
    {
        var show = _shows[step.Show];
        var seats = labels.Select(label => show[label]).ToList();
        var card = step.Choice % 2 == 1 ? Card(step) : null;
        var booking = await AtPriceAsync(
            "CALL sp_sell_at_counter_with_codes(@clerk, @show, @seats, @kinds, UNHEX(SHA2(@voucher, 256)), UNHEX(SHA2(@card, 256)), @reference, 0, 0, 'cash', @total, @paid, @total, @sold_id)",
            ("@clerk", _clerk),
            ("@show", show.Id),
            ("@seats", show.SeatIds(labels)),
            ("@kinds", Json(Chosen(seats, step))),
            ("@voucher", step.Choice % 4 == 1 ? Voucher(step) : null),
            ("@card", card)
        );
        Sold(booking, "counter");
        Choose(booking, seats, step);
    }

    /// <summary>One or two tickets, and as many seats.</summary>
    private async Task ExchangeAsync(int booking, SellingStep step)
    {
        var show = _shows[step.Show];
        var givenUp = (await SeatsOfAsync(booking)).Take(1 + (step.Choice % 2)).ToList();
        var labels = Labels(step with { Seats = givenUp.Count });
        var seats = labels.Select(label => show[label]).ToList();
        var exchanged = await AtPriceAsync(
            "CALL sp_exchange_tickets(@clerk, @id, @tickets, @show, @seats, @kinds, @reference, 0, 0, 'cash', @total, @paid, @total, @sold_id)",
            ("@clerk", _clerk),
            ("@id", booking),
            ("@tickets", $"[{string.Join(',', await _session.TicketIdsAsync(booking, givenUp))}]"),
            ("@show", show.Id),
            ("@seats", show.SeatIds(labels)),
            ("@kinds", Json(Chosen(seats, step)))
        );
        Sold(exchanged, "counter");
        Choose(exchanged, seats, step);
    }

    /// <summary>As a clerk sells: asked for nothing, the routine tells what it costs, and what is paid otherwise.</summary>
    private async Task<int> AtPriceAsync(string call, params (string Name, object? Value)[] parameters)
    {
        (decimal Total, decimal? Paid) price = (-1, null);
        try
        {
            return await CallAsync();
        }
        catch (MySqlException told) when (told.Number is OtherPrice or OtherPriceWithCard)
        {
            var sums = told.Message.Split(' ').Select(sum => decimal.Parse(sum, CultureInfo.InvariantCulture)).ToList();
            price = (sums[0], sums.Count > 1 ? sums[1] : null);
            return await CallAsync();
        }

        Task<int> CallAsync() =>
            _session.ScalarAsync<int>(
                $"{call}; SELECT @sold_id",
                [.. parameters, ("@reference", BookingRoutines.NewReference()), ("@total", price.Total), ("@paid", price.Paid)]
            );
    }

    private void Sold(int booking, string channel)
    {
        _bookings.Add(booking);
        _channels[booking] = channel;
    }

    private void Choose(int booking, IReadOnlyList<int> seats, SellingStep step)
    {
        foreach (var seat in seats)
        {
            _kindOf.Remove((booking, seat));
        }

        foreach (var (seat, _) in Chosen(seats, step))
        {
            _kindOf[(booking, seat)] = s_kinds[step.Choice % s_kinds.Length];
        }
    }

    private IReadOnlyList<(int SeatId, int KindId)> Chosen(IReadOnlyList<int> seats, SellingStep step) =>
        step.Choice % s_kinds.Length is not 0 and var kind
            ? [.. seats.Where((_, index) => index % 2 == 0).Select(seat => (seat, _kindIds[kind]))]
            : [];

    private async Task GoOnAsync(TimeSpan time)
    {
        _now += time;
        await _session.SetClockAsync(_now);
    }

    private async Task<IReadOnlyList<int>> SeatsOfAsync(int booking) =>
        [
            .. (
                await _session.RowsAsync("SELECT seat_id FROM tickets WHERE reservation_id = @id ORDER BY ticket_id", ("@id", booking))
            ).Select(row => (int)row[0]!),
        ];

    /// <summary>The confirmed tickets.</summary>
    private async Task<IReadOnlyList<Ticket>> SoldAsync() =>
        [
            .. (
                await _session.RowsAsync(
                    """
                    SELECT
                        tickets.reservation_id,
                        tickets.seat_id,
                        showtimes.showtime_id,
                        showtimes.movie_id,
                        showtimes.start_time,
                        CAST(tickets.seat_class AS CHAR),
                        tickets.price,
                        reservations.confirmed_at
                    FROM tickets
                    INNER JOIN reservations ON reservations.reservation_id = tickets.reservation_id
                    INNER JOIN showtimes ON showtimes.showtime_id = tickets.showtime_id
                    INNER JOIN screens ON screens.screen_id = showtimes.screen_id
                    WHERE screens.cinema_id = @cinema AND reservations.status = 'confirmed'
                    """,
                    ("@cinema", _cinemaId)
                )
            ).Select(row => new Ticket(
                _channels[(int)row[0]!],
                _kindOf.GetValueOrDefault(((int)row[0]!, (int)row[1]!), ""),
                (int)row[2]!,
                (int)row[3]!,
                DateOnly.FromDateTime((DateTime)row[4]!),
                (string)row[5]!,
                (decimal)row[6]!,
                DateOnly.FromDateTime((DateTime)row[7]!)
            )),
        ];

    /// <summary>What the cards paid of all that was ever sold, less what is due back of it, up to that.</summary>
    private Task<decimal> PaidByCardsAsync() =>
        _session.ScalarAsync<decimal>(
            """
            SELECT COALESCE(SUM(
                gift_card_uses.amount - LEAST(
                    gift_card_uses.amount,
                    COALESCE((
                        SELECT SUM(refund_due)
                        FROM cancelled_tickets
                        WHERE cancelled_tickets.reservation_id = gift_card_uses.reservation_id
                    ), 0)
                )
            ), 0)
            FROM gift_card_uses
            INNER JOIN reservations ON reservations.reservation_id = gift_card_uses.reservation_id
            WHERE FIND_IN_SET(reservations.showtime_id, @shows) AND reservations.confirmed_at IS NOT NULL
            """,
            ("@shows", string.Join(',', _shows.Select(show => show.Id)))
        );

    private string Voucher(SellingStep step) => _vouchers[step.Choice % _vouchers.Length];

    private string Card(SellingStep step) => _cards[step.Choice / 2 % _cards.Length];

    private static string Email() => TestApi.Email();

    private static string[] Labels(SellingStep step) =>
        [
            .. Enumerable
                .Range(step.Seat, step.Seats)
                .Select(seat => seat % Seats)
                .Select(seat => string.Create(CultureInfo.InvariantCulture, $"{Rows[seat / 12]}{(seat % 12) + 1}")),
        ];

    private static string Json(IReadOnlyList<(int SeatId, int KindId)> kinds) =>
        JsonSerializer.Serialize(kinds.Select(kind => new { seatId = kind.SeatId, kindId = kind.KindId }));

    private static IEnumerable<string> Lines(IReadOnlyList<Ticket> sold, Func<Ticket, string> by) =>
        sold.GroupBy(by, StringComparer.Ordinal).Select(group => Line(group.Key, group.Count(), group.Sum(ticket => ticket.Price)));

    private static string Line(string name, int tickets, decimal revenue) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {tickets} {revenue:0.00}");

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual, string what)
    {
        var (right, told) = (expected.Order(StringComparer.Ordinal).ToList(), actual.Order(StringComparer.Ordinal).ToList());
        Assert.True(right.SequenceEqual(told), $"{what}: {string.Join(", ", told)}, and not {string.Join(", ", right)}");
    }

    /// <summary>A ticket that stands, with whatever it is summed up by.</summary>
    private sealed record Ticket(
        string Channel,
        string Kind,
        int ShowtimeId,
        int MovieId,
        DateOnly ShowDate,
        string SeatClass,
        decimal Price,
        DateOnly SaleDate
    )
    {
        public int Week(DateOnly from) => (ShowDate.DayNumber - from.DayNumber) / 7;
    }
}
