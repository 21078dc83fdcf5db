using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MovieBooking.Api.Auth;

/// <summary>
/// A key as its holder has it: <c>mbk_</c>, 36 random letters and digits (214 bits), and a check of six over them, so that programs
/// that look for leaked secrets know one when they see it, and a key that was cut off is refused without asking the database.
/// </summary>
internal static class ApiKeySecret
{
    public const string Mark = "mbk_";

    /// <summary>The mark and the eight letters after it: enough to tell keys apart, and no help to guess the others.</summary>
    public const int PrefixLetters = 12;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Scheme = "Bearer ";
    private const int RandomLetters = 36;
    private const int CheckLetters = 6;
    private const int Letters = 4 + RandomLetters + CheckLetters;

    private static readonly SearchValues<char> s_letters = SearchValues.Create(Alphabet);

    public static string Create()
    {
        var secret = Mark + RandomNumberGenerator.GetString(Alphabet, RandomLetters);
        return secret + Check(secret);
    }

    public static string Prefix(string secret) => secret[..PrefixLetters];

    /// <summary>A plain hash is enough: nobody tries through 214 bits.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    /// <summary>What a request shows as a key; null: it shows something else, or nothing.</summary>
    public static string? ShownBy(HttpRequest request) =>
        request.Headers.Authorization is [{ } shown]
        && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && shown[Scheme.Length..].Trim() is var secret
        && secret.StartsWith(Mark, StringComparison.Ordinal)
            ? secret
            : null;

    /// <summary>Whether it may be one of ours.</summary>
    public static bool IsWhole(string secret) =>
        secret.Length == Letters
        && !secret.AsSpan(Mark.Length).ContainsAnyExcept(s_letters)
        && secret.EndsWith(Check(secret[..^CheckLetters]), StringComparison.Ordinal);

    // Against slips, not against people: 35 bits of a hash.
    private static string Check(string text)
    {
        var rest = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
        return string.Create(
            CheckLetters,
            rest,
            static (letters, rest) =>
            {
                for (var index = 0; index < letters.Length; index++)
                {
                    letters[index] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
                    rest /= (ulong)Alphabet.Length;
                }
            }
        );
    }
}
