using System.Globalization;
using System.Security.Cryptography;

namespace MovieBooking.Db.Demo;

internal sealed record DemoPerson(string Email, string Name, string Role, string PasswordHash);

/// <summary>The demo logins, and the customers whose bookings fill the last 90 days.</summary>
internal static class DemoPeople
{
    private static readonly string[] s_first =
        "Ada Ben Carla Dev Elena Farid Gwen Hiro Isla Jamal Kira Luca Mona Nils Olive Pablo Quinn Rosa Sami Tess".Split();

    private static readonly string[] s_last = "Alder Bellweather Corday Drummond Eastlake Farrow Greenhill Holt Ingram Juniper".Split();

    public static IEnumerable<(string Email, string Name)> Crowd =>
        from first in s_first
        from last in s_last
        select (Email(first, last), $"{first} {last}");

    public static IEnumerable<DemoPerson> All(Func<string, string> hashPassword)
    {
        foreach (var login in DemoLogins.All)
        {
            yield return new(login.Email, login.Name, login.Role, hashPassword(login.Password));
        }

        // Nobody signs in as one of the crowd: their one password is random and forgotten here.
        var nobodys = hashPassword(RandomNumberGenerator.GetHexString(32));
        foreach (var person in Crowd)
        {
            yield return new(person.Email, person.Name, "customer", nobodys);
        }
    }

    private static string Email(string first, string last) => $"{first}.{last}@example.com".ToLower(CultureInfo.InvariantCulture);
}
