using FsCheck.Fluent;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>The controls: a routine that forgets one check is found out, soonest in scripts that often do what it is about.</summary>
internal static class ForgottenCheck
{
    private const int Scripts = 500;

    public static Task IsFoundOutAsync(string routine, string check, string forgotten, Verb[] often) =>
        OwnDatabase.RunAsync(async own =>
        {
            await WithoutProtection.ReplaceAsync(own, routine, check, forgotten);
            var show = await BookedShow.GivenAsync(own);

            Assert.NotNull(
                await Record.ExceptionAsync(() => RandomInput.HoldsAsync(Scripts, Arb.From(Step.ScriptsOf(often)), show.RunAsync))
            );
        });
}
