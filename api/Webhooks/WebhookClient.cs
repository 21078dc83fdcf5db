using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Webhooks;

/// <summary>What a receiver answered: its status, or why there is none.</summary>
internal sealed record WebhookAnswer(int? Status, string? Error)
{
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>
/// Sends one delivery, whatever the receiver does: no redirect is followed, 64 kB of the answer are read at most, all of it takes ten
/// seconds at most, and no connection is made to an address that is not for everybody, whatever a name stood for before.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private const int AnswerBytes = 64 * 1024;

    private readonly WebhookAddresses _addresses;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;

    public WebhookClient(WebhookAddresses addresses)
        : this(addresses, Dns.GetHostAddressesAsync, s_timeout) { }

    internal WebhookClient(WebhookAddresses addresses, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeSpan timeout)
    {
        (_addresses, _resolve, _timeout) = (addresses, resolve, timeout);
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // A proxy would connect in our place, and past the check.
                UseProxy = false,
                ConnectCallback = ConnectAsync,
                MaxResponseHeadersLength = 16,
                MaxResponseDrainSize = 0,
                // Names are looked up again from time to time.
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            }
        )
        {
            // Of the whole, which is ours to count.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MovieBooking", ProductVersion.Text));
    }

    public async Task<WebhookAnswer> SendAsync(
        string url,
        string id,
        string body,
        IReadOnlyList<string> secrets,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_timeout);
        var timestamp = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecrets.Sign(id, timestamp, body, secrets));
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            await ReadAsync(answer, timeout.Token);
            return new WebhookAnswer(
                (int)answer.StatusCode,
                (int)answer.StatusCode is >= 300 and < 400 ? "Redirects are not followed." : null
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, $"No whole answer within {_timeout.TotalSeconds:0.#} seconds.");
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or UriFormatException or InvalidOperationException)
        {
            return new WebhookAnswer(null, exception.InnerException?.Message ?? exception.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>So that the connection can be used again; of a long answer only the beginning, and then the connection goes.</summary>
    private static async Task ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[8 * 1024];
        for (var total = 0; total < AnswerBytes; )
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return;
            }

            total += read;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!_addresses.MayTell(context.DnsEndPoint.Host))
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} is none of the hosts that this installation allows.");
        }

        var addresses = await _resolve(context.DnsEndPoint.Host, cancellationToken);
        var open = addresses.Where(_addresses.MayConnect).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} stands for no address that may be told.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the addresses that were looked at, and not to the name.
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
