using MovieBooking.Load.Customers;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Checks;

/// <summary>What customers were told of vouchers: at no moment did more of them have one than may.</summary>
internal static class VoucherChecks
{
    private const string All = "all";

    public static Check Overused(IReadOnlyCollection<History> histories) =>
        new(
            "no voucher was in use more often than it may be, by all or by one person, at any time",
            histories.Sum(history => history.VoucherUses.Count),
            [
                .. Limited(histories)
                    .Where(limited => limited.Most > limited.Limit)
                    .Select(limited => $"{limited.Voucher}: {limited.Most} times at once by {limited.Who}"),
            ]
        );

    /// <summary>How near its limits each voucher came: where none is reached nobody competed for it.</summary>
    public static string Reached(IReadOnlyCollection<History> histories) =>
        string.Join(
            "; ",
            Limited(histories)
                .GroupBy(limited => (limited.Voucher, limited.Limit, IsAll: limited.Who == All))
                .Select(kind =>
                    $"{kind.Key.Voucher.Type} by {(kind.Key.IsAll ? "all" : "one person")}: {kind.Max(limited => limited.Most)} of {kind.Key.Limit}"
                )
        );

    private static IEnumerable<(Voucher Voucher, string Who, int Limit, int Most)> Limited(IReadOnlyCollection<History> histories)
    {
        var uses = histories.SelectMany(history => history.VoucherUses).ToList();
        var inAll = uses.Where(use => use.Voucher.MaxUses is not null)
            .GroupBy(use => use.Voucher)
            .Select(all => (all.Key, All, all.Key.MaxUses!.Value, MostAtOnce([.. all])));
        var ofOne = uses.Where(use => use.Voucher.MaxUsesPerPerson is not null)
            .GroupBy(use => (use.Voucher, use.Person))
            .Select(own => (own.Key.Voucher, own.Key.Person, own.Key.Voucher.MaxUsesPerPerson!.Value, MostAtOnce([.. own])));
        return inAll.Concat(ofOne);
    }

    private static int MostAtOnce(List<VoucherUse> uses)
    {
        // One that ended before it was told of, by the cautious clock of the customer, was in use at no time that is certain.
        uses.RemoveAll(use => use.To <= use.From);
        DateTime[] ends = [.. uses.Select(use => use.To).Order()];
        var (most, ended) = (0, 0);
        foreach (var (begun, from) in uses.Select(use => use.From).Order().Index())
        {
            while (ended < ends.Length && ends[ended] <= from)
            {
                ended++;
            }

            most = Math.Max(most, begun + 1 - ended);
        }

        return most;
    }
}
