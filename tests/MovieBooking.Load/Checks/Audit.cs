using MovieBooking.Load.Customers;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Checks;

/// <summary>Everything that is checked after customers have been at it.</summary>
internal static class Audit
{
    public static async Task<IReadOnlyList<Check>> CheckAsync(
        LoadDatabase database,
        IReadOnlyCollection<History> histories,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var stored = await StoredReservation.ReadAsync(connection, cancellationToken);
        return
        [
            .. await Invariants.CheckAsync(connection, cancellationToken),
            HistoryChecks.DoubleSales(histories),
            HistoryChecks.Lost(histories, stored),
            HistoryChecks.Unheard(histories, stored),
            HistoryChecks.Contradictions(histories),
        ];
    }

    /// <summary>No 5xx, and no call without an answer: for a run in which nothing was killed.</summary>
    public static Check ServerErrors(Measurements measurements) =>
        new(
            "no 5xx, and an answer to every call",
            measurements.Count(_ => true),
            [
                .. measurements.Operations.SelectMany(operation =>
                    measurements
                        .OutcomesOf(operation)
                        .Where(outcome => outcome.Outcome[0] == '5' || outcome.Outcome == "no answer")
                        .Select(outcome => $"{operation}: {outcome.Count} times {outcome.Outcome}")
                ),
            ]
        );
}
