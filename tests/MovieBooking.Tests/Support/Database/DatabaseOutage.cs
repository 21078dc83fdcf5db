using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The line between an API and its database server, which a test can cut and mend.</summary>
internal sealed class DatabaseOutage : IAsyncDisposable
{
    // The seats of a showtime are longer than this; whether anything changed is not.
    private const int LongAnswer = 1500;

    private readonly MySqlConnectionStringBuilder _server;
    private readonly List<TcpClient> _open = [];
    private readonly IPEndPoint _end;
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _accepting;
    private int _brokenAnswers;

    public DatabaseOutage(string connectionString)
    {
        _server = new MySqlConnectionStringBuilder(connectionString);
        _accepting = Listen();
        _end = (IPEndPoint)_listener.LocalEndpoint;
        ConnectionString = new MySqlConnectionStringBuilder(connectionString)
        {
            Server = _end.Address.ToString(),
            Port = (uint)_end.Port,
        }.ConnectionString;
    }

    /// <summary>Leads to the same database, over this line.</summary>
    public string ConnectionString { get; }

    /// <summary>How many of the next long answers break off half-way, each with its connection.</summary>
    public int BrokenAnswers
    {
        get => Volatile.Read(ref _brokenAnswers);
        set => Volatile.Write(ref _brokenAnswers, value);
    }

    /// <summary>As when the server stops: connections break, new ones are refused.</summary>
    public async Task CutAsync()
    {
        _listener.Stop();
        await _accepting;
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Mend()
    {
        _listener = new TcpListener(_end);
        _accepting = Listen();
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _listener.Dispose();
    }

    private Task Listen()
    {
        _listener.Start();
        return AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            TcpClient caller;
            try
            {
                caller = await listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            var server = new TcpClient();
            lock (_open)
            {
                _open.AddRange([caller, server]);
            }

            await server.ConnectAsync(_server.Server, (int)_server.Port);
            _ = CopyAsync(caller, server, _ => true);
            _ = CopyAsync(server, caller, StaysWhole);
        }
    }

    private bool StaysWhole(int length) => length < LongAnswer || Interlocked.Decrement(ref _brokenAnswers) < 0;

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<int, bool> isWhole)
    {
        try
        {
            var buffer = new byte[65536];
            int length;
            while ((length = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                if (!isWhole(length))
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, length / 2));
                    from.Dispose();
                    break;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            to.Dispose();
        }
    }
}
