using System.Globalization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Import;

internal static class ImportFaults
{
    private const int MostNamed = 20;

    /// <summary>Refuses a file with faults, and names the first of them.</summary>
    public static void Refuse(IReadOnlyList<ImportFault> faults)
    {
        if (faults.Count > 0)
        {
            var named = faults
                .Take(MostNamed)
                .Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Line}, {fault.Field}: {fault.Rule}"));
            throw new Refusal(Problems.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["csv"] = [.. named] }));
        }
    }
}
