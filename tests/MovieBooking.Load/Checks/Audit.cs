using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;
using MovieBooking.Load.Stripe;

namespace MovieBooking.Load.Checks;

/// <summary>Everything that is checked after customers have been at it.</summary>
internal static class Audit
{
    public static async Task<IReadOnlyList<Check>> CheckAsync(
        LoadDatabase database,
        IReadOnlyCollection<History> histories,
        CancellationToken cancellationToken,
        StripeStandIn? stripe = null,
        MailServer? mail = null
    )
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (stripe is not null)
        {
            await Money.SettleAsync(connection, stripe, cancellationToken);
        }

        var stored = await StoredReservation.ReadAsync(connection, cancellationToken);
        return
        [
            .. await Invariants.CheckAsync(connection, cancellationToken),
            HistoryChecks.DoubleSales(histories),
            HistoryChecks.Lost(histories, stored),
            HistoryChecks.Unheard(histories, stored),
            VoucherChecks.Overused(histories),
            HistoryChecks.Contradictions(histories),
            .. stripe is null ? [] : await Money.CheckAsync(connection, stripe, cancellationToken),
            .. mail is null ? [] : await MailChecks.CheckAsync(connection, mail, cancellationToken),
        ];
    }

    /// <summary>No 5xx, and no call without an answer: for a run in which nothing was killed.</summary>
    public static Check ServerErrors(Measurements measurements) =>
        Answers("no 5xx, and an answer to every call", measurements, outcome => outcome[0] == '5' || outcome == "no answer");

    /// <summary>For a run in which something was: 503 says when to try again, and nothing else fails.</summary>
    public static Check ServerErrorsButBusy(Measurements measurements)
    {
        var check = Answers("no 5xx but 503 with Retry-After", measurements, outcome => outcome[0] == '5' && outcome != "503 busy");
        return measurements.WithoutRetryAfter == 0
            ? check
            : check with
            {
                Violations = [.. check.Violations, $"{measurements.WithoutRetryAfter} times 503 without Retry-After"],
            };
    }

    private static Check Answers(string name, Measurements measurements, Func<string, bool> isWrong) =>
        new(
            name,
            measurements.Count(_ => true),
            [
                .. measurements.Operations.SelectMany(operation =>
                    measurements
                        .OutcomesOf(operation)
                        .Where(outcome => isWrong(outcome.Outcome))
                        .Select(outcome => $"{operation}: {outcome.Count} times {outcome.Outcome}")
                ),
            ]
        );
}
