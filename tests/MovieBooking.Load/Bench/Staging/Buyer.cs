using System.Diagnostics;
using System.Globalization;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>Somebody with a connection who holds and books two seats; each answer is counted where a tally is given.</summary>
/// <param name="isPatient">Whether one who is told to try again later does, with the same key; else that is the answer.</param>
internal sealed class Buyer(HttpConnection connection, string signedIn, bool isPatient = false)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async Task<Reply> ReadMapAsync(int showtimeId, Tally? tally, CancellationToken cancellationToken) =>
        await SendAsync(Request.Get(Path(showtimeId), signedIn), tally, cancellationToken);

    public async Task<Reply> HoldAsync(SeatPair seats, Tally? tally, CancellationToken cancellationToken) =>
        await SendAsync(
            Request.Post($"{Path(seats.ShowtimeId)}/lock", $"{{\"seatIds\":[{seats.First},{seats.Second}]}}", signedIn),
            tally,
            cancellationToken
        );

    /// <summary>Holds one seat.</summary>
    public async Task<Reply> HoldAsync(int showtimeId, int seatId, Tally? tally, CancellationToken cancellationToken) =>
        await SendAsync(Request.Post($"{Path(showtimeId)}/{seatId}/lock", null, signedIn), tally, cancellationToken);

    /// <summary>Gives one seat back.</summary>
    public async Task<Reply> ReleaseAsync(int showtimeId, int seatId, CancellationToken cancellationToken) =>
        await SendAsync(Request.Post($"{Path(showtimeId)}/{seatId}/unlock", null, signedIn), tally: null, cancellationToken);

    /// <summary>Books what is held, and confirms it; the answer is the first that was none, or the last.</summary>
    public async Task<Reply> BuyAsync(SeatPair seats, Tally? tally, CancellationToken cancellationToken)
    {
        var json = $"{{\"showtimeId\":{seats.ShowtimeId},\"seatIds\":[{seats.First},{seats.Second}]}}";
        var created = await SendAsync(Request.Post("/api/v1/reservations", json, signedIn, NewKey()), tally, cancellationToken);
        if (!created.IsSuccess)
        {
            return created;
        }

        var confirm = string.Create(CultureInfo.InvariantCulture, $"/api/v1/reservations/{created.Number("reservationId"u8)}/confirm");
        return await SendAsync(Request.Post(confirm, null, signedIn, NewKey()), tally, cancellationToken);
    }

    private async Task<Reply> SendAsync(byte[] request, Tally? tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await connection.SendAsync(request, cancellationToken);
            tally?.Record(started, reply.Status);
            if (!isPatient || reply.Status != 503)
            {
                return reply;
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static string Path(int showtimeId) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{showtimeId}/seats");

    private static string NewKey() => $"Idempotency-Key: {Guid.NewGuid():N}";
}
