using System.Buffers;
using System.Net.Sockets;

namespace MovieBooking.Db.Primary;

/// <summary>A connection of this process's and the one to a server that it is passed on to; when one ends, both do.</summary>
internal sealed class RoutedConnection(Socket caller, WatchedServer server)
{
    private const int BufferSize = 16 * 1024;
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(5);

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Begin(Action ended) =>
        Ended = Task.Run(async () =>
        {
            try
            {
                await RunAsync();
            }
            finally
            {
                ended();
            }
        });

    /// <summary>Whoever waits for an answer has none.</summary>
    public void Close() => caller.Dispose();

    private async Task RunAsync()
    {
        using var near = caller;
        try
        {
            using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near.NoDelay = true;
            using (var timeout = new CancellationTokenSource(s_connectTimeout))
            {
                await far.ConnectAsync(server.Host, server.Port, timeout.Token);
            }

            Task[] passing = [PassAsync(near, far), PassAsync(far, near)];
            await Task.WhenAny(passing);
            // The other direction ends, too.
            near.Dispose();
            far.Dispose();
            await Task.WhenAll(passing);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end has gone, or the server is no longer the primary.
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int length;
            while ((length = await from.ReceiveAsync(buffer)) > 0)
            {
                for (var sent = 0; sent < length; )
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
