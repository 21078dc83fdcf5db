using System.Globalization;
using System.Text;

namespace MovieBooking.Api.Messages;

/// <summary>
/// What people called themselves, a movie or a cinema, fit for one line of a mail and its headers: without line ends, which would
/// begin a header of somebody's own; without marks that turn the direction of what follows; and no longer than one reads.
/// </summary>
internal static class PlainText
{
    private const int LongestLine = 200;

    public static string OneLine(string text, int longest = LongestLine)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDirection(rune))
            {
                continue;
            }

            var isBlank =
                Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator;
            if (!isBlank)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        var whole = line.ToString().TrimEnd();
        var letters = new StringInfo(whole);
        return letters.LengthInTextElements <= longest ? whole : $"{letters.SubstringByTextElements(0, longest - 1)}…";
    }

    /// <summary>Unicode 16, UAX 9, table 4: marks, embeddings, overrides and isolates.</summary>
    private static bool IsDirection(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
