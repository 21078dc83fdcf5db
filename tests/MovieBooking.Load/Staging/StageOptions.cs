using System.CommandLine;

namespace MovieBooking.Load.Staging;

/// <param name="Users">Customers, each with one request at a time.</param>
/// <param name="Showtimes">What they compete for: 96 seats each.</param>
/// <param name="Seed">Decides what customers choose; which of them wins is up to the machine.</param>
/// <param name="Keep">Whether the folder with the data and the API's log stays.</param>
/// <param name="Pay">Whether bookings are paid, through the stand-in of Stripe; else everybody pays at the counter.</param>
/// <param name="Processes">How many processes serve the API; of two and more, with a Redis between them.</param>
/// <param name="Mail">Whether mails are sent, to a server of this program.</param>
/// <param name="Previous">A folder with a published earlier release, which the last process runs; null: all run this one.</param>
internal sealed record StageOptions(int Users, int Showtimes, int Seed, bool Keep, bool Pay, int Processes, bool Mail, string? Previous)
{
    /// <summary>Gives a scenario's command the options of its stage, and the way to read them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="users">How many customers there are unless told.</param>
    /// <param name="pays">Whether customers pay unless told.</param>
    /// <param name="showtimes">How many showtimes there are unless told.</param>
    /// <param name="mails">Whether mails are sent unless told.</param>
    public static Func<ParseResult, StageOptions> AddTo(
        Command command,
        int users,
        bool pays = false,
        int showtimes = 20,
        bool mails = false
    )
    {
        var mail = new Option<bool>("--mail")
        {
            Description = "Mails are sent, to a server of this program that keeps them.",
            DefaultValueFactory = _ => mails,
        };
        command.Add(mail);
        var pay = new Option<bool>("--pay")
        {
            Description = "Bookings are paid, through a stand-in of Stripe on this machine; with `--pay false` at the counter.",
            DefaultValueFactory = _ => pays,
        };
        var customers = new Option<int>("--users") { Description = "Customers at once.", DefaultValueFactory = _ => users };
        var shows = new Option<int>("--showtimes") { Description = "Showtimes they compete for.", DefaultValueFactory = _ => showtimes };
        var seed = new Option<int?>("--seed") { Description = "What customers choose; another one each time when left out." };
        var keep = new Option<bool>("--keep") { Description = "Keep the data and the API's log, and say where." };
        var processes = new Option<int>("--processes")
        {
            Description =
                "Processes that serve the API, with a Redis between them if there are more than one. A customer's connection goes to any of them.",
            DefaultValueFactory = _ => 1,
        };
        var previous = new Option<string?>("--previous")
        {
            Description =
                "A folder with a published earlier release: the last of the processes runs it on this schema, as while one is upgraded after the other.",
        };
        command.Add(previous);
        command.Add(processes);
        command.Add(customers);
        command.Add(shows);
        command.Add(seed);
        command.Add(keep);
        command.Add(pay);
        return result => new StageOptions(
            result.GetValue(customers),
            result.GetValue(shows),
            result.GetValue(seed) ?? Random.Shared.Next(),
            result.GetValue(keep),
            result.GetValue(pay),
            result.GetValue(processes),
            result.GetValue(mail),
            result.GetValue(previous)
        );
    }
}
