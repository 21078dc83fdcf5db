using System.Globalization;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>What a process has used, by the kernel's accounting.</summary>
internal static class ProcessUsage
{
    // USER_HZ, the same on every Linux that .NET runs on.
    private const double TicksOfASecond = 100;

    /// <summary>User and system time of all its threads.</summary>
    public static TimeSpan Cpu(int processId)
    {
        // The name, in parentheses, may hold anything; utime and stime are the 12th and 13th field after it (proc(5)).
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksOfASecond);
    }

    /// <summary>What all processes of the machine have used since it started.</summary>
    public static TimeSpan Machine()
    {
        // user nice system idle iowait irq softirq (proc(5)), behind `cpu  `.
        var ticks = File.ReadLines("/proc/stat").First().Split(' ')[2..].Select(Number).ToArray();
        return TimeSpan.FromSeconds((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / TicksOfASecond);
    }

    /// <summary>What of it lies in memory, in bytes.</summary>
    public static long Resident(int processId) =>
        Number(File.ReadAllText($"/proc/{processId}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
