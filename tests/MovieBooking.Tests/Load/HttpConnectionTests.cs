using System.Net;
using System.Net.Sockets;
using System.Text;
using MovieBooking.Load.Bench.Wire;

namespace MovieBooking.Tests.Load;

/// <summary>The load program's own HTTP: an answer is read to its end, however it arrives, or is none.</summary>
public sealed class HttpConnectionTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"7\"\r\n\r\n{\"seat\":53}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"7\"\r\n\r\n5\r\n{\"sea\r\n6\r\nt\":53}\r\n0\r\n\r\n")]
    public async Task An_answer_is_read_whole_in_whatever_parts_it_arrives(string answer)
    {
        foreach (var size in new[] { 1, 7, answer.Length })
        {
            var (status, tag, body, seat) = await AskAsync(answer, size);

            Assert.Equal((200, "\"7\"", "{\"seat\":53}", 53), (status, tag, body, seat));
        }
    }

    [Fact]
    public async Task An_unchanged_page_has_no_body()
    {
        using var server = new Server("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n", 100);
        using var connection = await HttpConnection.OpenAsync(server.Address, CancellationToken.None);

        var reply = await connection.SendAsync(Request.Get("/"), CancellationToken.None);

        Assert.Equal((304, 0), (reply.Status, reply.Body.Length));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1234")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123456")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n12345\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n12345")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("")]
    public async Task An_answer_that_is_cut_off_or_goes_on_is_none(string answer) =>
        await Assert.ThrowsAsync<IOException>(() => AskAsync(answer, answer.Length));

    private static async Task<(int Status, string? Tag, string Body, int Seat)> AskAsync(string answer, int size)
    {
        using var server = new Server(answer, size);
        using var connection = await HttpConnection.OpenAsync(server.Address, CancellationToken.None);
        var reply = await connection.SendAsync(Request.Get("/"), CancellationToken.None);
        return (reply.Status, reply.Header("ETag"), Encoding.UTF8.GetString(reply.Body.Span), reply.Number("seat"u8));
    }

    /// <summary>Answers once, in parts of a size, and hangs up.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(string answer, int size)
        {
            _listener.Start();
            _ = AnswerAsync(answer, size);
        }

        public Uri Address => new($"http://{_listener.LocalEndpoint}");

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync(string answer, int size)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            var stream = client.GetStream();
            Assert.NotEqual(0, await stream.ReadAsync(new byte[4096]));
            foreach (var part in Encoding.ASCII.GetBytes(answer).Chunk(Math.Max(size, 1)))
            {
                await stream.WriteAsync(part);
                await Task.Yield();
            }

            client.Client.Shutdown(SocketShutdown.Send);
        }
    }
}
