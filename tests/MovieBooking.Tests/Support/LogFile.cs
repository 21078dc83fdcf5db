namespace MovieBooking.Tests.Support;

/// <summary>All that an API writes to its log, at the levels of production and with what each line carries beside its words.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"moviebooking-{Guid.NewGuid():N}.log");

    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Serilog:Using:0"] = "Serilog.Sinks.File",
            ["Serilog:WriteTo:0:Name"] = "File",
            ["Serilog:WriteTo:0:Args:path"] = _path,
            ["Serilog:WriteTo:0:Args:formatter"] = "Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact",
        };

    public async Task<string> TextAsync()
    {
        await using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    public void Dispose() => File.Delete(_path);
}
