using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The line between an API and its database server, which a test can cut and mend.</summary>
internal sealed class DatabaseLine : IAsyncDisposable
{
    private readonly MySqlConnectionStringBuilder _server;
    private readonly List<TcpClient> _open = [];
    private readonly IPEndPoint _end;
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _accepting;

    public DatabaseLine(string connectionString)
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
            _ = CopyAsync(caller, server);
            _ = CopyAsync(server, caller);
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            to.Dispose();
        }
    }
}
