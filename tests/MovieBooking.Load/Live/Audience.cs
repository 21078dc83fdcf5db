using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Measuring;

namespace MovieBooking.Load.Live;

/// <summary>All viewers. They come from several addresses of the loopback, because one may have so many streams and no more.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const int OfOneAddress = 50;

    private readonly List<HttpClient> _clients = [];
    private readonly CancellationTokenSource _end = new();
    private readonly List<Viewer> _viewers = [];
    private readonly List<Task> _watching = [];

    private Audience() { }

    public static async Task<Audience> OpenAsync(Uri api, IReadOnlyList<LiveShow> shows, int viewers, Measurements measurements)
    {
        var audience = new Audience();
        for (var number = 0; number < viewers; number++)
        {
            if (number % OfOneAddress == 0)
            {
                audience._clients.Add(ClientFrom(audience._clients.Count, api));
            }

            var show = shows[number % shows.Count];
            show.Viewers++;
            var viewer = new Viewer(audience._clients[^1], show, measurements);
            audience._viewers.Add(viewer);
            audience._watching.Add(viewer.WatchAsync(audience._end.Token));
        }

        await Task.WhenAll(audience._viewers.Select(viewer => viewer.IsOpen));
        return audience;
    }

    /// <summary>What must be true when nothing changes any more.</summary>
    public async Task<IReadOnlyList<Check>> CheckAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var broken = _viewers
            .Where(viewer => viewer.Broke is not null)
            .Select(viewer => $"showtime {viewer.Show.ShowtimeId}: {viewer.Broke}");
        List<string> wrong = [];
        foreach (var show in _viewers.GroupBy(viewer => viewer.Show.ShowtimeId))
        {
            var map = await MapAsync(http, show.Key, cancellationToken);
            wrong.AddRange(
                show.SelectMany(viewer => map.Where(seat => viewer.Seats.GetValueOrDefault(seat.Key) != seat.Value))
                    .Select(seat => $"showtime {show.Key}: a viewer does not know that seat {seat.Key} is {seat.Value}")
            );
        }

        return
        [
            new Check("every stream stayed open", _viewers.Count, [.. broken]),
            new Check("every viewer ends with the map of the API", _viewers.Count, wrong),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_watching);
        _clients.ForEach(client => client.Dispose());
        _end.Dispose();
    }

    private static async Task<Dictionary<int, string>> MapAsync(HttpClient http, int showtimeId, CancellationToken cancellationToken)
    {
        using var map = JsonDocument.Parse(await http.GetByteArrayAsync($"/api/v1/showtimes/{showtimeId}/seats", cancellationToken));
        return map
            .RootElement.GetProperty("rows")
            .EnumerateArray()
            .SelectMany(row => row.GetProperty("seats").EnumerateArray())
            .ToDictionary(seat => seat.GetProperty("seatId").GetInt32(), seat => seat.GetProperty("status").GetString()!);
    }

    private static HttpClient ClientFrom(int number, Uri api)
    {
        var address = new IPAddress([127, 0, (byte)(1 + number / 250), (byte)(1 + number % 250)]);
        return new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(address, 0));
                    await socket.ConnectAsync(IPAddress.Loopback, api.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = api,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
