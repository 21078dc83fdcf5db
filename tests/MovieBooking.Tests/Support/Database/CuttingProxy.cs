using System.Net;
using System.Net.Sockets;
using System.Text;
using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>
/// Stands between an application and the database, and cuts one connection when its COMMIT passes: before the server hears
/// it, or after the server has answered it.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MySqlConnectionStringBuilder _server;
    private readonly bool _isCommitHeard;
    private int _cuts;

    private CuttingProxy(string connectionString, bool isCommitHeard)
    {
        _server = new MySqlConnectionStringBuilder(connectionString);
        _isCommitHeard = isCommitHeard;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>How many connections are still to be cut.</summary>
    public int Cuts
    {
        get => Volatile.Read(ref _cuts);
        set => Volatile.Write(ref _cuts, value);
    }

    /// <summary>The way through: without TLS, which would hide the COMMIT.</summary>
    public string ConnectionString =>
        new MySqlConnectionStringBuilder(_server.ConnectionString)
        {
            Server = "127.0.0.1",
            Port = (uint)((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = MySqlSslMode.Disabled,
            AllowUserVariables = true,
        }.ConnectionString;

    public static CuttingProxy Before(TestDatabase database, bool isCommitHeard) => new(database.ConnectionString, isCommitHeard);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Server, (int)_server.Port);
            // The last answer of a connection that is cut goes nowhere; reading it means that the server has committed.
            var lastAnswer = new TaskCompletionSource();
            await Task.WhenAny(
                AskAsync(client.GetStream(), server.GetStream(), lastAnswer),
                AnswerAsync(server.GetStream(), client.GetStream(), lastAnswer.Task)
            );
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server, TaskCompletionSource lastAnswer)
    {
        var buffer = new byte[65536];
        int length;
        while ((length = await ReadAsync(client, buffer)) > 0)
        {
            // The whole statement: "read committed" is said before.
            if (
                Encoding.ASCII.GetString(buffer, 0, length).EndsWith("commit", StringComparison.OrdinalIgnoreCase)
                && Interlocked.Decrement(ref _cuts) >= 0
            )
            {
                if (!_isCommitHeard)
                {
                    return;
                }

                lastAnswer.SetResult();
            }

            await server.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    private static async Task AnswerAsync(NetworkStream server, NetworkStream client, Task lastAnswer)
    {
        var buffer = new byte[65536];
        int length;
        while ((length = await ReadAsync(server, buffer)) > 0 && !lastAnswer.IsCompleted)
        {
            await client.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    private static async Task<int> ReadAsync(NetworkStream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
