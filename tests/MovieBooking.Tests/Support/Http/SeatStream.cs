using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>One event of a showtime's stream.</summary>
internal sealed record SeatEvent(string Type, string Id, int Version, IReadOnlyDictionary<int, string> Seats, string? Closed);

/// <summary>Somebody who watches a showtime.</summary>
internal sealed class SeatStream : IAsyncDisposable
{
    // Only so that a test that waits in vain ends.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _end = new(s_timeout);

    private SeatStream(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _events = SseParser.Create(body).EnumerateAsync(_end.Token).GetAsyncEnumerator();
    }

    public HttpResponseHeaders Headers => _answer.Headers;

    public static async Task<HttpResponseMessage> RequestAsync(HttpClient client, int showtimeId, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/showtimes/{showtimeId}/seats/events");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static async Task<SeatStream> OpenAsync(HttpClient client, int showtimeId, string? lastEventId = null)
    {
        var answer = await RequestAsync(client, showtimeId, lastEventId);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new SeatStream(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event of any type; null at the end of the stream.</summary>
    public async Task<SeatEvent?> AnyAsync()
    {
        if (!await _events.MoveNextAsync())
        {
            return null;
        }

        var (type, id) = (_events.Current.EventType, _events.Current.EventId!);
        using var document = JsonDocument.Parse(_events.Current.Data);
        var json = document.RootElement;
        var closed = json.TryGetProperty("closed", out var reason) ? reason.GetString() : null;
        json.Has(closed is null ? ["version", "seats"] : ["version", "seats", "closed"]);
        var seats = json.GetProperty("seats").EnumerateArray().Select(seat => seat.Has("seatId", "status"));
        return new SeatEvent(
            type,
            id,
            json.Int("version"),
            seats.ToDictionary(seat => seat.Int("seatId"), seat => seat.Text("status")),
            closed
        );
    }

    /// <summary>The next event that is no heartbeat.</summary>
    public async Task<SeatEvent> NextAsync()
    {
        while (true)
        {
            var next = await AnyAsync();
            Assert.True(next is not null, "The stream has ended.");
            if (next.Type != "heartbeat")
            {
                return next;
            }
        }
    }

    /// <summary>Reads on until a seat is reported with this status; all that was read.</summary>
    public async Task<IReadOnlyList<SeatEvent>> UntilAsync(int seatId, string status)
    {
        List<SeatEvent> read = [];
        do
        {
            read.Add(await NextAsync());
        } while (read[^1].Seats.GetValueOrDefault(seatId) != status);

        return read;
    }

    public async ValueTask DisposeAsync()
    {
        // As a browser does: the connection is cut in the middle.
        _answer.Dispose();
        await _events.DisposeAsync();
        _end.Dispose();
    }
}
