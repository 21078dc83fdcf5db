using MovieBooking.Load.Customers;

namespace MovieBooking.Load.Checks;

/// <summary>What customers were told of vouchers: at no moment did more of them have one than may.</summary>
internal static class VoucherChecks
{
    public static Check Overused(IReadOnlyCollection<History> histories)
    {
        var uses = histories.SelectMany(history => history.VoucherUses).ToList();
        var inAll = uses.Where(use => use.Voucher.MaxUses is not null)
            .GroupBy(use => use.Voucher)
            .Select(all => (Who: "all", Limit: all.Key.MaxUses!.Value, Uses: all.ToList()));
        var ofOne = uses.Where(use => use.Voucher.MaxUsesPerPerson is not null)
            .GroupBy(use => (use.Voucher, use.Person))
            .Select(own => (Who: own.Key.Person, Limit: own.Key.Voucher.MaxUsesPerPerson!.Value, Uses: own.ToList()));
        return new Check(
            "no voucher was in use more often than it may be, by all or by one person, at any time",
            uses.Count,
            [
                .. inAll
                    .Concat(ofOne)
                    .Select(limited => (limited.Who, limited.Limit, Most: MostAtOnce(limited.Uses), limited.Uses[0].Voucher))
                    .Where(limited => limited.Most > limited.Limit)
                    .Select(limited => $"{limited.Voucher}: {limited.Most} times at once by {limited.Who}"),
            ]
        );
    }

    private static int MostAtOnce(List<VoucherUse> uses)
    {
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
