using System.Globalization;
using System.Net;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Support;

/// <summary>What became of many attempts at the same time, and how many of them own in the end what one alone can have.</summary>
internal sealed record Outcome(int Attempts, int Winners, int Refusals, int Deadlocks, int Others, int Owners)
{
    /// <summary>Over HTTP the API repeats what deadlocked; what it could not mend is a 5xx and counts among the others.</summary>
    public static Outcome Of(IReadOnlyCollection<HttpStatusCode> answers, int owners)
    {
        var winners = answers.Count(answer => answer is HttpStatusCode.OK or HttpStatusCode.Created);
        var refusals = answers.Count(answer => answer == HttpStatusCode.Conflict);
        return new Outcome(answers.Count, winners, refusals, 0, answers.Count - winners - refusals, owners);
    }

    /// <param name="errors">MySQL's numbers, 0 for success.</param>
    public static Outcome Of(IReadOnlyCollection<int> errors, int owners)
    {
        var winners = errors.Count(error => error == 0);
        var refusals = errors.Count(error => error is >= 45000 and < 46000);
        var deadlocks = errors.Count(error => error is 1205 or 1213 or 1467);
        return new Outcome(errors.Count, winners, refusals, deadlocks, errors.Count - winners - refusals - deadlocks, owners);
    }
}

/// <summary>
/// A race that is run twice: as the product is, where nobody but the winners may see anything else than a refusal; and, as the
/// control, without what protects it, again and again until it does happen. Both write a row of the table of races:
/// <c>dotnet test --filter FullyQualifiedName~Races --logger "console;verbosity=detailed" | grep '|'</c>
/// </summary>
internal sealed class Contest(ITestOutputHelper output, string race, int winners)
{
    /// <summary>The collection of all contests: one after another, because the server has only so many connections.</summary>
    public const string Name = "Contests";

    private const int Rounds = 50;

    public async Task IsWonAsync(Func<Task<Outcome>> run)
    {
        var outcome = await run();
        Write("on", outcome);
        Assert.Equal(new Outcome(outcome.Attempts, winners, outcome.Attempts - winners, 0, 0, winners), outcome);
    }

    /// <param name="run">The race.</param>
    /// <param name="isSpoilt">How one sees that it did happen; by default, not as many own what is there as may.</param>
    public async Task IsSpoiltAsync(Func<Task<Outcome>> run, Func<Outcome, bool>? isSpoilt = null)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var outcome = await run();
            if (isSpoilt?.Invoke(outcome) ?? outcome.Owners != winners)
            {
                Write("off", outcome);
                return;
            }
        }

        Assert.Fail($"{race}: nothing happened in {Rounds} rounds without protection");
    }

    private void Write(string protection, Outcome outcome) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {race} | {protection} | {outcome.Attempts} | {outcome.Winners} | {outcome.Refusals} | {outcome.Deadlocks} | {outcome.Others} | {outcome.Owners} |"
            )
        );
}
