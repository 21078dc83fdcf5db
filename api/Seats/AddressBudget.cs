using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MySqlConnector;

namespace MovieBooking.Api.Seats;

/// <summary>
/// How many seats people of one address may keep without having confirmed them: an address costs something, a mail address and an
/// account nothing; and of one showtime, of which they are to leave most to others. sp_require_address_share counts what guests of it keep, and the users who were seen there on this process, of
/// whom no list is stored. Where too few are there to reach the limit the database is not asked.
/// </summary>
/// <remarks>
/// An address of a private network is a proxy's that is not configured (<c>Proxy:KnownNetworks</c>) rather than a customer's: behind it
/// all would be one, so it is not counted. The database gets an address as an HMAC, under a key that is derived (RFC 5869) from the
/// key of access tokens.
/// </remarks>
internal sealed class AddressBudget(
    MySqlDataSource source,
    SeatMapSnapshots maps,
    SigningKeys keys,
    IConfiguration configuration,
    TimeProvider clock
) : IDisposable
{
    /// <summary>Two hundred customers in an hour notice nothing of it: GuestAddressTests play that hour.</summary>
    public const int DefaultSeats = 80;

    /// <summary>What follows sp_create_reservation for a guest, in the same command.</summary>
    public const string ChargeGuest = "; CALL sp_charge_guest_address(@new_reservation_id, @guest_address, @user_ids, @seats_per_address)";

    private const string Setting = "Holds:SeatsPerAddress";
    private const int AddressBytes = 16;
    private const int Capacity = 100_000;

    // One booking must always be possible.
    private const int FewestSeats = SeatListRules.Limit;
    private const int MostSeats = 1_000_000;

    // A hold that was extended, and the reservation made of it.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(45);

    private readonly byte[] _key = keys.For("moviebooking address v1"u8)[0];
    private readonly MemoryCache _crowds = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private readonly int _mostOfOne = (HoldRules.ShowtimesPerPerson(configuration) ?? 1) * SeatListRules.Limit;

    public int Seats { get; } = Read(configuration) ?? DefaultSeats;

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        Read(configuration) is null
            ? $"Holds__SeatsPerAddress is `{configuration[Setting]}`: it must be a number of seats, {FewestSeats} to {MostSeats}."
            : null;

    /// <summary>
    /// Refuses (45017) one who is signed in and wants seats that are too many; what they hold already they may hold and book. What it
    /// answers ends with the request.
    /// </summary>
    public async ValueTask<IDisposable?> EnterAsync(
        HttpContext http,
        int userId,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        CancellationToken cancellationToken
    )
    {
        if (CallerAddress.IsPrivate(http))
        {
            return null;
        }

        var address = Hash(http);
        var crowd = Of(address);
        var visit = crowd.Enter(userId, seatIds.Count, clock.GetUtcNow());
        try
        {
            if (crowd.Most(clock.GetUtcNow(), _mostOfOne) > Seats)
            {
                // What one holds already the database counts: neither this one's nor others' limit is to count it twice.
                var map = await maps.GetAsync(showtimeId, cancellationToken);
                visit = visit.Without(map?.Seats.Count(seat => seat.LockedByUserId == userId && seatIds.Contains(seat.SeatId)) ?? 0);
                if (visit.Own == 0)
                {
                    return visit;
                }

                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await using var glance = new MySqlCommand(
                    "CALL sp_require_address_share(@guest_address, @user_ids, @showtime_id, @seats, @own, @seats_per_address)",
                    connection
                );
                glance.Parameters.AddWithValue("@guest_address", address);
                glance.Parameters.AddWithValue("@user_ids", crowd.UserIds(clock.GetUtcNow()));
                glance.Parameters.AddWithValue("@showtime_id", showtimeId);
                glance.Parameters.AddWithValue("@seats", visit.Wanted);
                glance.Parameters.AddWithValue("@own", visit.Own);
                glance.Parameters.AddWithValue("@seats_per_address", Seats);
                await glance.ExecuteNonQueryAsync(cancellationToken);
            }

            return visit;
        }
        catch
        {
            visit.Dispose();
            throw;
        }
    }

    /// <summary>A guest, whom <see cref="ChargeGuest"/> may refuse; null where the address does not count.</summary>
    public GuestVisit? EnterAsGuest(HttpContext http, int seats)
    {
        if (CallerAddress.IsPrivate(http))
        {
            return null;
        }

        var address = Hash(http);
        var now = clock.GetUtcNow();
        var visit = Of(address).Enter(userId: null, seats, now);
        // Guests wait for each other in the database; those who sign in and are on their way keep what they want.
        return new GuestVisit(
            visit,
            [("@guest_address", address), ("@user_ids", visit.Crowd.UserIds(now)), ("@seats_per_address", Seats - visit.Wanted)]
        );
    }

    /// <summary>The address as the database knows it; null where it does not count.</summary>
    public byte[]? AddressOf(HttpContext http) => CallerAddress.IsPrivate(http) ? null : Hash(http);

    public void Dispose() => _crowds.Dispose();

    private Crowd Of(byte[] address)
    {
        // The cache lets two who come first at once make a crowd each, of which neither counts the other.
        lock (_crowds)
        {
            return _crowds.GetOrCreate(
                Convert.ToHexString(address),
                entry =>
                {
                    entry.Size = 1;
                    entry.SlidingExpiration = s_longest;
                    return new Crowd();
                }
            )!;
        }
    }

    private byte[] Hash(HttpContext http) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(CallerAddress.Of(http)))[..AddressBytes];

    private static int? Read(IConfiguration configuration) => configuration.Number(Setting, DefaultSeats, FewestSeats, MostSeats);

    /// <summary>The users of an address, what guests of it booked, and how many seats those want whose requests are under way.</summary>
    private sealed class Crowd
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<int, DateTimeOffset> _seen = [];
        private readonly Queue<(DateTimeOffset At, int Seats)> _bookedByGuests = [];
        private int _seatsOfGuests;
        private int _wantedByUsers;
        private int _wantedByGuests;

        /// <summary>More than these seats the address cannot keep, as far as this process has seen.</summary>
        public long Most(DateTimeOffset now, int mostOfOne)
        {
            lock (_lock)
            {
                while (_bookedByGuests.TryPeek(out var booked) && now - booked.At > s_longest)
                {
                    _seatsOfGuests -= _bookedByGuests.Dequeue().Seats;
                }

                return ((long)_seen.Count * mostOfOne) + _seatsOfGuests + _wantedByUsers;
            }
        }

        public Visit Enter(int? userId, int seats, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (userId is not { } user)
                {
                    _wantedByGuests += seats;
                    _seatsOfGuests += seats;
                    _bookedByGuests.Enqueue((now, seats));
                    return new Visit(this, seats, IsGuest: true, _wantedByUsers);
                }

                _seen[user] = now;
                _wantedByUsers += seats;
                return new Visit(this, seats, IsGuest: false, _wantedByUsers + _wantedByGuests);
            }
        }

        public void Leave(Visit visit, int seats)
        {
            lock (_lock)
            {
                _wantedByGuests -= visit.IsGuest ? seats : 0;
                _wantedByUsers -= visit.IsGuest ? 0 : seats;
            }
        }

        /// <summary>Those who can still keep something, as JSON.</summary>
        public string UserIds(DateTimeOffset now)
        {
            lock (_lock)
            {
                foreach (var (userId, seenAt) in _seen)
                {
                    if (now - seenAt > s_longest)
                    {
                        _seen.Remove(userId);
                    }
                }

                return JsonSerializer.Serialize(_seen.Keys);
            }
        }
    }

    /// <param name="Crowd">Of which address.</param>
    /// <param name="Own">How many seats the visitor wants that are not theirs already.</param>
    /// <param name="IsGuest">Whether it is a guest.</param>
    /// <param name="Wanted">How many are wanted that the database does not know of yet, one's own included; of a guest, by users alone.</param>
    private sealed record Visit(Crowd Crowd, int Own, bool IsGuest, int Wanted) : IDisposable
    {
        public void Dispose() => Crowd.Leave(this, Own);

        /// <summary>The visit without seats that are the visitor's already; it alone is to be disposed of.</summary>
        public Visit Without(int seats)
        {
            Crowd.Leave(this, seats);
            return this with { Own = Own - seats, Wanted = Wanted - seats };
        }
    }
}

/// <summary>A guest's request, while it is under way.</summary>
/// <param name="Visit">Ends with it.</param>
/// <param name="Parameters">What <see cref="AddressBudget.ChargeGuest"/> takes.</param>
internal sealed record GuestVisit(IDisposable Visit, IReadOnlyList<(string Name, object? Value)> Parameters) : IDisposable
{
    public void Dispose() => Visit.Dispose();
}
