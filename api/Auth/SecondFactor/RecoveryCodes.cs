using System.Security.Cryptography;
using System.Text;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Codes for whoever has lost their phone: 24 letters and digits (Crockford's 32, in which none looks like another), which are 120 random bits, so
/// that a plain hash keeps them (OWASP ASVS 5.0, section 6.5.2).
/// </summary>
internal static class RecoveryCodes
{
    public const int AtOnce = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 24;
    private const int GroupLetters = 4;

    public static IReadOnlyList<string> Create() =>
        [
            .. Enumerable
                .Range(0, AtOnce)
                .Select(_ =>
                    string.Join(
                        '-',
                        RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(GroupLetters).Select(group => new string(group))
                    )
                ),
        ];

    /// <summary>What is stored of a code, however it was typed: in small letters, without its dashes, with an O for a zero.</summary>
    public static byte[] Hash(string typed)
    {
        var letters = typed.Where(char.IsLetterOrDigit).Select(letter => Plain(char.ToUpperInvariant(letter)));
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(letters)));
    }

    private static char Plain(char letter) =>
        letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        };
}
