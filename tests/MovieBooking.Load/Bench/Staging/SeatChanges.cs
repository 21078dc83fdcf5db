using System.Globalization;
using System.Text;
using MovieBooking.Load.Bench.Wire;
using MovieBooking.Load.Checks;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>
/// Eight customers who hold a seat each and give it back, so that one changes every 100 ms while others look at the showtime.
/// One of them sees that the map is true: own changes at once, everybody's within a second.
/// </summary>
internal sealed class SeatChanges : IAsyncDisposable
{
    private const int Customers = 8;
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly BenchStage _stage;
    private readonly List<string> _violations = [];
    private readonly List<(DateTime At, int Version)> _known = [];
    private readonly Task _changing;
    private long _changes;

    private SeatChanges(BenchStage stage)
    {
        _stage = stage;
        _changing = Task.WhenAll(Enumerable.Range(0, Customers).Select(number => Task.Run(() => ChangeAsync(number))));
    }

    public static SeatChanges Begin(BenchStage stage) => new(stage);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _changing;
        _end.Dispose();
        _stage.Report.Add(new Check("one's own change is on the map at once, everybody's within a second", _changes, _violations));
    }

    private async Task ChangeAsync(int customer)
    {
        var show = _stage.Programme.Show;
        var (seatId, userId) = (show.SeatIds[^(1 + customer)], _stage.UserIds[customer]);
        var map = string.Create(CultureInfo.InvariantCulture, $"/api/v1/showtimes/{show.ShowtimeId}/seats");
        using var own = await HttpConnection.OpenAsync(_stage.Product.Address, CancellationToken.None);
        using var other = await HttpConnection.OpenAsync(_stage.Product.Address, CancellationToken.None);
        using var timer = new PeriodicTimer(s_every * Customers);
        try
        {
            await Task.Delay(s_every * customer, _end.Token);
            for (var isHeld = true; await timer.WaitForNextTickAsync(_end.Token); isHeld = !isHeld)
            {
                var signedIn = _stage.Product.SignedIn(userId);
                var change = Request.Post($"{map}/{seatId}/{(isHeld ? "lock" : "unlock")}", null, signedIn);
                var answer = await own.SendAsync(change, CancellationToken.None);
                Interlocked.Increment(ref _changes);
                if (!answer.IsSuccess)
                {
                    Violated($"a change was answered {answer.Status}");
                }

                if (customer > 0)
                {
                    continue;
                }

                var mine = await own.SendAsync(Request.Get(map, signedIn), CancellationToken.None);
                if (StatusOf(mine, seatId) != (isHeld ? "selected" : "available"))
                {
                    Violated($"seat {seatId} reads {StatusOf(mine, seatId)} after its change was acknowledged");
                }

                _known.Add((DateTime.UtcNow, mine.Number("version"u8)));
                var asked = DateTime.UtcNow;
                var theirs = (await other.SendAsync(Request.Get(map), CancellationToken.None)).Number("version"u8);
                if (_known.FindLast(known => known.At < asked - s_oldest) is { Version: var version } && theirs < version)
                {
                    Violated($"a stranger was told version {theirs}, a second after {version}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            Violated(exception.Message);
        }
    }

    private void Violated(string what)
    {
        lock (_violations)
        {
            _violations.Add(what);
        }
    }

    private static string StatusOf(Reply map, int seatId)
    {
        var json = Encoding.UTF8.GetString(map.Body.Span);
        var seat = json.IndexOf(string.Create(CultureInfo.InvariantCulture, $"\"seatId\":{seatId},"), StringComparison.Ordinal);
        var status = json.IndexOf("\"status\":\"", seat, StringComparison.Ordinal) + 10;
        return json[status..json.IndexOf('"', status)];
    }
}
