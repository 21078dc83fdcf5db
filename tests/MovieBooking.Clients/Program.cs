using System.Diagnostics;
using MovieBooking.Clients;

// MovieBooking.Clients <assembly of the API> [<script for node>…]: each client books a seat of a running copy, with a database of its own.
await using var api = await RunningApi.StartAsync(args[0]);
Console.WriteLine($"Kiota: {await KiotaBooking.BookAsync(api.Address)}");
#if NSWAG
Console.WriteLine($"NSwag: {await NSwagBooking.BookAsync(api.Address)}");
#endif
foreach (var script in args[1..])
{
    using var node = Process.Start("node", [script, api.Address.ToString()]);
    await node.WaitForExitAsync();
    if (node.ExitCode != 0)
    {
        return node.ExitCode;
    }
}

return 0;
