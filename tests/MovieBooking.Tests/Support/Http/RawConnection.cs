using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>A connection to a server on a port, on which anything can be sent, at any speed.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly TcpClient _connection = new();

    /// <summary>How much of the answer is here and not read yet.</summary>
    public int Available => _connection.Available;

    /// <param name="server">Where it listens.</param>
    /// <param name="receiveBuffer">How many bytes this end takes that are not read.</param>
    public static async Task<RawConnection> OpenAsync(Uri server, int receiveBuffer = 64 * 1024)
    {
        var opened = new RawConnection();
        opened._connection.ReceiveBufferSize = receiveBuffer;
        await opened._connection.ConnectAsync(server.Host, server.Port);
        return opened;
    }

    /// <summary>All that the server answers to this, until it ends the connection.</summary>
    public static Task<string> AskAsync(Uri server, string request) => AskAsync(server, Encoding.ASCII.GetBytes(request));

    /// <inheritdoc cref="AskAsync(Uri, string)"/>
    public static async Task<string> AskAsync(Uri server, byte[] request)
    {
        using var connection = await OpenAsync(server);
        // A server that refuses it does not read it to its end.
        var sent = connection.SendAsync(request);
        var answer = await connection.EndAsync();
        await sent;
        return answer;
    }

    /// <summary>Until all is sent, or the server takes no more.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _connection.GetStream().WriteAsync(bytes);
        }
        catch (IOException)
        {
            // What it answered is there to be read.
        }
    }

    /// <summary>A byte now and then, until the server ends the connection: what it answered.</summary>
    public async Task<string> TrickleAsync(string begin)
    {
        await SendAsync(Encoding.ASCII.GetBytes(begin));
        var end = EndAsync();
        while (!end.IsCompleted)
        {
            await Task.WhenAny(end, Task.Delay(s_pause));
            await SendAsync([(byte)'a']);
        }

        return await end;
    }

    /// <summary>What the server sends until it ends the connection.</summary>
    public async Task<string> EndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await _connection.GetStream().CopyToAsync(all);
        }
        catch (IOException)
        {
            // It had not read everything: that is a reset, and what came before it counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The problem that ends a connection, if the answer is one with this status.</summary>
    public static JsonElement Problem(string answer, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = (answer[..end], answer[(end + 4)..]);
        Assert.Contains("Content-Type: application/problem+json", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", head, StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }
}
