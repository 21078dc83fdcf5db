using MovieBooking.Api.Hosting;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// After how long a session ends whatever it is used for (ASVS 7.3.2), counted from the sign-in: the setting <c>Auth:LongestSessionDays</c>, and
/// <c>Auth:LongestStaffSessionDays</c> for accounts that may do more than customers, by their role of the moment.
/// </summary>
internal sealed class SessionLimits(IConfiguration configuration)
{
    private const string Customers = "Auth:LongestSessionDays";
    private const string Others = "Auth:LongestStaffSessionDays";
    private const int MostDays = 3650;

    private readonly int _customers = Days(configuration, Customers)!.Value;
    private readonly int _others = Days(configuration, Others)!.Value;

    /// <summary>When a session of the user's ends that began then.</summary>
    public DateTime EndOf(UserRow user, DateTime signedInAt) =>
        signedInAt.AddDays(Http.Word.Parse<UserRole>(user.Role) == UserRole.Customer ? _customers : _others);

    /// <summary>What is wrong with the settings; nothing when they can be used.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        from setting in new[] { Customers, Others }
        where Days(configuration, setting) is null
        select $"{setting.Replace(":", "__", StringComparison.Ordinal)} is `{configuration[setting]}`: it must be a number of days, 1 to {MostDays}.";

    private static int? Days(IConfiguration configuration, string setting) =>
        configuration.Number(setting, setting == Customers ? 90 : 7, 1, MostDays);
}
