using System.Security.Cryptography;

namespace MovieBooking.Api.Reservations;

/// <summary>The codes by which bookings are named to people.</summary>
internal static class References
{
    // No letters or digits that are taken for each other, read out or written down.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
