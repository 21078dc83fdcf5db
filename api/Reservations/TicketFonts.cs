using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// The letters of the tickets: DejaVu Sans (Fonts/LICENSE.txt), which comes with the program, since a machine may have none. Latin,
/// Greek, Cyrillic and more; a document takes along what it uses.
/// </summary>
internal sealed class TicketFonts : IFontResolver
{
    private const string Family = "DejaVu Sans";
    private const string Regular = "DejaVuSans.ttf";
    private const string Bold = "DejaVuSans-Bold.ttf";

    static TicketFonts() => GlobalFontSettings.FontResolver = new TicketFonts();

    public static XFont Font(double size, bool isBold = false) => new(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    public byte[]? GetFont(string faceName)
    {
        using var file = typeof(TicketFonts).Assembly.GetManifestResourceStream($"fonts.{faceName}")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
