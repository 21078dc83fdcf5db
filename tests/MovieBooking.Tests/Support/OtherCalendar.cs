using System.Diagnostics;
using System.Text.Json;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Support;

/// <summary>Reads a calendar file with ical.js, which is what Thunderbird reads them with: another library than the one that writes ours.</summary>
internal static class OtherCalendar
{
    private const string Script = """
        import { readFileSync } from 'node:fs'
        import ICAL from 'ical.js'
        const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')))
        const [entry, ...others] = calendar.getAllSubcomponents('vevent')
        if (others.length > 0) throw new Error('There is more than one event.')
        const { uid, sequence, startDate, endDate, summary, location, description } = new ICAL.Event(entry)
        const [start, end] = [startDate, endDate].map((time) => time.toJSDate().toISOString())
        const [method, status] = [calendar.getFirstPropertyValue('method'), entry.getFirstPropertyValue('status')]
        console.log(JSON.stringify({ method, status, uid, sequence, start, end, summary, location, description }))
        """;

    public static async Task<JsonElement> ReadAsync(string file)
    {
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", Script])
        {
            // Where the library is.
            WorkingDirectory = Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "web"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(file);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        using var read = JsonDocument.Parse(await output);
        return read.RootElement.Clone();
    }
}
