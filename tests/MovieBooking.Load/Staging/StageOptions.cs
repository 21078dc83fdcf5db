using System.CommandLine;

namespace MovieBooking.Load.Staging;

/// <param name="Users">Customers, each with one request at a time.</param>
/// <param name="Showtimes">What they compete for: 96 seats each.</param>
/// <param name="Seed">Decides what customers choose; which of them wins is up to the machine.</param>
/// <param name="Keep">Whether the folder with the data and the API's log stays.</param>
internal sealed record StageOptions(int Users, int Showtimes, int Seed, bool Keep)
{
    private static readonly Option<int> s_users = new("--users") { Description = "Customers at once.", DefaultValueFactory = _ => 500 };
    private static readonly Option<int> s_showtimes = new("--showtimes")
    {
        Description = "Showtimes they compete for.",
        DefaultValueFactory = _ => 20,
    };
    private static readonly Option<int> s_seed = new("--seed")
    {
        Description = "What customers choose; random when left out.",
        DefaultValueFactory = _ => Random.Shared.Next(),
    };
    private static readonly Option<bool> s_keep = new("--keep") { Description = "Keep the data and the API's log, and say where." };

    public static void AddTo(Command command)
    {
        command.Add(s_users);
        command.Add(s_showtimes);
        command.Add(s_seed);
        command.Add(s_keep);
    }

    public static StageOptions From(ParseResult result) =>
        new(result.GetValue(s_users), result.GetValue(s_showtimes), result.GetValue(s_seed), result.GetValue(s_keep));
}
