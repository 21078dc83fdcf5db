using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Live;

/// <summary>Somebody who looks at a showtime's seats: the map as the events tell it.</summary>
internal sealed class Viewer(HttpClient http, LiveShow show, Measurements measurements)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveShow Show => show;

    public Dictionary<int, string> Seats { get; } = [];

    /// <summary>Ends when the whole map has been told.</summary>
    public Task IsOpen => _open.Task;

    /// <summary>Why the stream ended before it should, or null.</summary>
    public string? Broke { get; private set; }

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/showtimes/{show.ShowtimeId}/seats/events");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var events = SseParser.Create(body, (_, data) => Apply(data));
            await foreach (var _ in events.EnumerateAsync(cancellationToken))
            {
                if (!IsOpen.IsCompleted)
                {
                    measurements.Record("open a stream", "200", Stopwatch.GetElapsedTime(started));
                    _open.SetResult();
                }
            }

            Broke = "the stream ended";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            Broke = exception.Message;
        }

        _open.TrySetResult();
    }

    private int Apply(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        using var document = JsonDocument.ParseValue(ref json);
        foreach (var seat in document.RootElement.GetProperty("seats").EnumerateArray())
        {
            var (seatId, status) = (seat.GetProperty("seatId").GetInt32(), seat.GetProperty("status").GetString()!);
            Seats[seatId] = status;
            if (IsOpen.IsCompleted)
            {
                show.See(seatId, status);
            }
        }

        return 0;
    }
}
