using System.Globalization;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;
using MySqlConnector;

namespace MovieBooking.Load.Hoard;

internal static class HoardScenario
{
    private const int ShowtimesPerPerson = 3;
    private const int SeatsPerAddress = 80;

    private static readonly TimeSpan s_headStart = TimeSpan.FromSeconds(3);

    // What an operator who sets nothing has. All calls come through one proxy, which says from where.
    private static readonly Dictionary<string, string> s_settings = new(StringComparer.Ordinal)
    {
        ["Proxy__KnownNetworks"] = "127.0.0.0/8",
        ["RateLimits__AddressHolds__PerMinute"] = "600",
        ["RateLimits__GuestBooking__PerMinute"] = "20",
        ["RateLimits__Holds__PerMinute"] = "60",
        ["Holds__ShowtimesPerPerson"] = string.Create(CultureInfo.InvariantCulture, $"{ShowtimesPerPerson}"),
        ["Holds__SeatsPerAddress"] = string.Create(CultureInfo.InvariantCulture, $"{SeatsPerAddress}"),
    };

    public static async Task<int> RunAsync(
        StageOptions options,
        int hoarders,
        int addresses,
        TimeSpan timeout,
        double least,
        CancellationToken cancellationToken
    )
    {
        var buyers = options.Users;
        // Twice as many shows: each half is sold once.
        await using var stage = await Stage.SetAsync(
            options with
            {
                Users = buyers + hoarders,
                Showtimes = options.Showtimes * 2,
            },
            cancellationToken,
            s_settings
        );
        var measurements = new Measurements();
        using var people = new Callers(stage, stage.CreateHandler(), measurements);
        var (calm, besieged) = (stage.Shows.Take(options.Showtimes).ToList(), stage.Shows.Skip(options.Showtimes).ToList());

        var alone = await BuyAsync(calm, occasion: "");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var siege = Task.WhenAll(Enumerable.Range(0, hoarders).Select(HoardAsync));
        await Task.Delay(s_headStart, cancellationToken);
        var keptFirst = await KeptAsync(stage.Database, besieged, cancellationToken);
        var beside = await BuyAsync(besieged, occasion: "besieged: ");
        await using var connection = await stage.Database.OpenAsync(cancellationToken);
        var (perPerson, perAddress) = (
            await ShowtimesAsync(connection, cancellationToken),
            await KeptAsync(stage.Database, besieged, cancellationToken)
        );
        await over.CancelAsync();
        await siege;

        Tables.Write(measurements);
        var share = alone == 0 ? 0 : (double)beside / alone;
        Output.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{buyers} buyers got {alone} seats on {calm.Count} showtimes without hoarders, {beside} with {hoarders} hoarders from {addresses} addresses, who kept {keptFirst} seats before: {share:P1}"
            )
        );
        var checks = await Invariants.CheckAsync(connection, cancellationToken);
        return Tables.Write([
            .. checks,
            Audit.ServerErrors(measurements),
            new Check(
                $"buyers get {least:P0} of what they get without hoarders",
                alone,
                alone > 0 && share >= least ? [] : [string.Create(CultureInfo.InvariantCulture, $"{beside} of {alone} seats")]
            ),
            new Check(
                $"nobody keeps seats of more than {ShowtimesPerPerson} showtimes",
                hoarders,
                perPerson <= ShowtimesPerPerson ? [] : [string.Create(CultureInfo.InvariantCulture, $"{perPerson} showtimes")]
            ),
            new Check(
                $"an address keeps no more than {SeatsPerAddress} seats, and hoarders do keep some",
                addresses,
                Math.Max(keptFirst, perAddress) <= addresses * SeatsPerAddress && keptFirst > 0
                    ? []
                    : [string.Create(CultureInfo.InvariantCulture, $"{keptFirst}, then {perAddress} seats")]
            ),
        ])
            ? 0
            : 1;

        async Task<int> BuyAsync(IReadOnlyList<Show> shows, string occasion)
        {
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            closing.CancelAfter(timeout);
            var seats = await Task.WhenAll(
                Enumerable
                    .Range(0, buyers)
                    .Select(number =>
                        new Buyer(
                            people.From(
                                string.Create(CultureInfo.InvariantCulture, $"198.51.{number / 250}.{number % 250}"),
                                stage.UserIds[number]
                            ),
                            shows[number % shows.Count],
                            new Random(options.Seed + number),
                            occasion
                        ).BuyAsync(closing.Token)
                    )
            );
            return seats.Sum();
        }

        Task HoardAsync(int number) =>
            new Hoarder(
                people.From(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number % addresses}"), stage.UserIds[buyers + number]),
                besieged,
                new Random(options.Seed - number),
                isGuest: number % 2 == 1
            ).HoardAsync(over.Token);
    }

    /// <summary>How many seats are kept that nobody has paid.</summary>
    private static async Task<int> KeptAsync(LoadDatabase database, IReadOnlyList<Show> shows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ScalarAsync(
            connection,
            $"""
            SELECT COUNT(*)
            FROM (
                SELECT seat_locks.seat_id
                FROM seat_locks
                INNER JOIN users ON users.user_id = seat_locks.user_id
                WHERE seat_locks.showtime_id IN ({string.Join(',', shows.Select(show => show.ShowtimeId))})
                    AND seat_locks.expires_at > UTC_TIMESTAMP(6)
                UNION ALL
                SELECT tickets.seat_id
                FROM reservations
                INNER JOIN tickets ON tickets.reservation_id = reservations.reservation_id
                WHERE reservations.showtime_id IN ({string.Join(',', shows.Select(show => show.ShowtimeId))})
                    AND reservations.status = 'pending'
                    AND reservations.expires_at > UTC_TIMESTAMP(6)
            ) AS kept
            """,
            cancellationToken
        );
    }

    private static Task<int> ShowtimesAsync(MySqlConnection connection, CancellationToken cancellationToken) =>
        ScalarAsync(
            connection,
            """
            SELECT COALESCE(MAX(kept.showtimes), 0)
            FROM (SELECT COUNT(DISTINCT seat_locks.showtime_id) AS showtimes FROM seat_locks GROUP BY seat_locks.user_id) AS kept
            """,
            cancellationToken
        );

    private static async Task<int> ScalarAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Everybody's calls, through one proxy, which tells their address.</summary>
    private sealed class Callers(Stage stage, SocketsHttpHandler handler, Measurements measurements) : IDisposable
    {
        private readonly List<HttpClient> _clients = [];

        public Calls From(string address, int userId)
        {
            var client = new HttpClient(handler, disposeHandler: false)
            {
                BaseAddress = stage.Api.Address,
                Timeout = TimeSpan.FromMinutes(2),
            };
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            _clients.Add(client);
            return new Calls(client, stage.Tokens, userId, measurements);
        }

        public void Dispose()
        {
            _clients.ForEach(client => client.Dispose());
            handler.Dispose();
        }
    }
}
