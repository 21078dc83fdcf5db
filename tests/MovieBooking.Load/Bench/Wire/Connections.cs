namespace MovieBooking.Load.Bench.Wire;

/// <summary>The open connections of a round.</summary>
internal sealed class Connections : List<HttpConnection>, IDisposable
{
    // More at once than a server's backlog takes would wait for a second before they try again.
    private const int AtOnce = 200;

    private Connections() { }

    public static async Task<Connections> OpenAsync(Uri address, int count, CancellationToken cancellationToken)
    {
        var connections = new Connections();
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            connections.AddRange(await Task.WhenAll(some.Select(_ => HttpConnection.OpenAsync(address, cancellationToken))));
        }

        return connections;
    }

    public void Dispose() => ForEach(connection => connection.Dispose());
}
