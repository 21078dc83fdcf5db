using System.Diagnostics;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>What a busy evening asks for: of a hundred 90 seat maps, 8 holds and 2 bookings, over 50 showtimes or more.</summary>
internal sealed class MixedLoad
{
    private const int Maps = 90;
    private const int Holds = 8;

    private readonly SeatPairs _pairs;
    private readonly byte[][] _maps;
    private readonly string[] _signedIn;

    private MixedLoad(SeatPairs pairs, string[] signedIn)
    {
        (_pairs, _signedIn) = (pairs, signedIn);
        _maps = [.. pairs.ShowtimeIds.Take(OnSale.Wave).Select(id => Request.Get($"/api/v1/showtimes/{id}/seats"))];
    }

    /// <summary>All of it.</summary>
    public Tally All { get; } = new();

    private Tally OfMaps { get; } = new();

    private Tally OfHolds { get; } = new();

    private Tally OfBookings { get; } = new();

    public IEnumerable<(string Name, Tally Tally)> Parts => [("maps", OfMaps), ("holds", OfHolds), ("bookings", OfBookings)];

    /// <param name="most">How many arrivals to have seats for.</param>
    public static async Task<MixedLoad> CreateAsync(BenchStage stage, Contender contender, double most, CancellationToken cancellationToken)
    {
        var pairs = (100 - Maps) / 100.0 * most * 1.2;
        return new MixedLoad(
            await contender.OnSale.PairsAsync(1 + (int)(pairs / OnSale.PairsOfAWave), cancellationToken),
            [.. stage.UserIds.Select(contender.SignedIn)]
        );
    }

    /// <summary>One of the three, by chance; the answer is the last it got.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="started">When it should have begun, as a <see cref="Stopwatch"/> timestamp.</param>
    public async Task<Reply> ActAsync(HttpConnection connection, long started, CancellationToken cancellationToken)
    {
        var chance = Random.Shared.Next(100);
        var (part, reply) =
            chance < Maps
                ? (OfMaps, await connection.SendAsync(_maps[Random.Shared.Next(_maps.Length)], cancellationToken))
                : await TakeAsync(connection, isBooking: chance >= Maps + Holds, cancellationToken);
        part.Record(started, reply.Status);
        All.Record(started, reply.Status);
        return reply;
    }

    private async Task<(Tally Part, Reply Reply)> TakeAsync(HttpConnection connection, bool isBooking, CancellationToken cancellationToken)
    {
        var seats = _pairs.Next();
        var buyer = new Buyer(connection, _signedIn[Random.Shared.Next(_signedIn.Length)]);
        var reply = await buyer.HoldAsync(seats, tally: null, cancellationToken);
        return isBooking && reply.IsSuccess
            ? (OfBookings, await buyer.BuyAsync(seats, tally: null, cancellationToken))
            : (isBooking ? OfBookings : OfHolds, reply);
    }
}
