using MovieBooking.Api.Hosting;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>For how long a booking names its guest: the setting <c>PersonalData:GuestDays</c>, counted from the end of the show.</summary>
internal sealed class GuestRetention(IConfiguration configuration)
{
    private const string Setting = "PersonalData:GuestDays";
    private const int DefaultDays = 365;

    // A guest's token opens the booking until a day after the show.
    private const int FewestDays = 2;
    private const int MostDays = 3650;

    /// <summary>Anonymises what is old enough, day by day.</summary>
    public PeriodicWork Work { get; } =
        new("forget_guests", TimeSpan.FromHours(6), (connection, token) => RunAsync(connection, Days(configuration)!.Value, token));

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        Days(configuration) is null
            ? $"PersonalData__GuestDays is `{configuration[Setting]}`: it must be a number of days, {FewestDays} to {MostDays}."
            : null;

    private static int? Days(IConfiguration configuration) => configuration.Number(Setting, DefaultDays, FewestDays, MostDays);

    private static async Task RunAsync(MySqlConnection connection, int days, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("CALL sp_forget_guests(@days)", connection);
        command.Parameters.AddWithValue("@days", days);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
