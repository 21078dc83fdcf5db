using System.ComponentModel;
using System.Diagnostics;

namespace MovieBooking.Db.Server;

/// <summary>Runs a program to its end and keeps what it said; what it writes can be read as it comes instead.</summary>
internal static class Command
{
    private static readonly Dictionary<string, string> s_nothing = new(StringComparer.Ordinal);

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        public bool Succeeded => ExitCode == 0;

        /// <summary>The last line of complaint: what a person needs when the rest is routine.</summary>
        public string LastError =>
            Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
            ?? $"exit code {ExitCode}";
    }

    public static async Task<Result> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null,
        Func<StreamWriter, Task>? input = null,
        Func<Stream, Task>? output = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "",
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? s_nothing)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        if (process is null)
        {
            return new Result(127, "", $"{program}: not found");
        }

        try
        {
            var said = ReadAsync(process.StandardOutput, output, cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await FeedAsync(process.StandardInput, input);
            var text = await said;
            await process.WaitForExitAsync(cancellationToken);
            return new Result(process.ExitCode, text, await errors);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Func<Stream, Task>? output, CancellationToken cancellationToken)
    {
        if (output is null)
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }

        await output(reader.BaseStream);
        return "";
    }

    private static async Task FeedAsync(StreamWriter writer, Func<StreamWriter, Task>? input)
    {
        try
        {
            await using (writer)
            {
                await (input?.Invoke(writer) ?? Task.CompletedTask);
            }
        }
        catch (IOException)
        {
            // The program ended before it read everything: its exit code and errors say why.
        }
    }
}
