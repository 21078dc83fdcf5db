using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace MovieBooking.Load.Bench.Wire;

/// <summary>An answer; head and body are valid until the connection's next request.</summary>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A header's value, or null. The name in lower case.</summary>
    public string? Header(string name)
    {
        var head = Encoding.ASCII.GetString(Head.Span);
        var start = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 4;
        return head[start..head.IndexOf('\r', start)];
    }

    /// <summary>The first number that a field has in the JSON of the body.</summary>
    public int Number(ReadOnlySpan<byte> field)
    {
        Span<byte> name = [(byte)'"', .. field, (byte)'"', (byte)':'];
        var start = Body.Span.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(Body.Span[(start + name.Length)..], out int number, out _)
            ? number
            : throw new InvalidDataException($"No {Encoding.ASCII.GetString(field)} in {Encoding.UTF8.GetString(Body.Span)}");
    }
}

/// <summary>
/// A kept connection that speaks just enough HTTP/1.1 and costs next to nothing: the load shares the machine with what it
/// measures. One request at a time; a length or chunks are read and checked.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private HttpConnection(Socket socket) => _socket = socket;

    public static async Task<HttpConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return new HttpConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The connection was lost, or what came is not HTTP.</exception>
    public async ValueTask<Reply> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            return await ExchangeAsync(request, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<Reply> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        _filled = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancellationToken);
        }

        var (start, status) = (end + 4, Status());
        var (length, isChunked) = Framing(_buffer.AsSpan(0, end + 2), status);
        if (isChunked)
        {
            length = await ReadChunksAsync(start, cancellationToken);
        }
        else
        {
            while (_filled < start + length)
            {
                await ReceiveAsync(cancellationToken);
            }

            if (_filled != start + length)
            {
                throw new IOException($"{_filled - start} bytes came, {length} were announced.");
            }
        }

        return new Reply(status, _buffer.AsMemory(0, start), _buffer.AsMemory(start, length));
    }

    private int Status() =>
        _buffer.AsSpan().StartsWith("HTTP/1.1 "u8) && Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _)
            ? status
            : throw new IOException("The answer is not HTTP/1.1.");

    private static (int Length, bool IsChunked) Framing(ReadOnlySpan<byte> head, int status)
    {
        while (head.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var line = head[..end];
            head = head[(end + 2)..];
            if (Value(line, "content-length: "u8) is { IsEmpty: false } length)
            {
                return Utf8Parser.TryParse(length, out int bytes, out _) ? (bytes, false) : throw new IOException("A length that is none.");
            }

            if (!Value(line, "transfer-encoding: "u8).IsEmpty)
            {
                return (0, true);
            }
        }

        return status is 204 or 304 ? (0, false) : throw new IOException("The answer does not say where it ends.");
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..] : default;

    /// <summary>Puts the chunks together where the first one lies; the answer is the length of all.</summary>
    private async ValueTask<int> ReadChunksAsync(int start, CancellationToken cancellationToken)
    {
        var (read, written) = (start, start);
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
            {
                await ReceiveAsync(cancellationToken);
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, end), out int size, out _, 'x'))
            {
                throw new IOException("A chunk without a size.");
            }

            read += end + 2;
            while (_filled < read + size + 2)
            {
                await ReceiveAsync(cancellationToken);
            }

            Buffer.BlockCopy(_buffer, read, _buffer, written, size);
            (read, written) = (read + size + 2, written + size);
            if (size == 0)
            {
                return read == _filled ? written - start : throw new IOException("More came after the last chunk.");
            }
        }
    }

    private async ValueTask ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
        _filled += received > 0 ? received : throw new IOException("The connection was closed.");
    }
}
