using System.Globalization;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using QRCoder;

namespace MovieBooking.Api.Reservations;

/// <summary>
/// A booking's tickets on one page of A4, for the door: on paper, or on a screen without a network. Tagged (PDF/UA), so that a
/// screen reader reads it in order; the code holds the reference, which stands beside it.
/// </summary>
internal sealed class TicketPdf
{
    private const double Margin = 56;
    private const double Width = 595 - (2 * Margin);
    private const double CodeSize = 132;
    private const int TitleLines = 4;

    private static readonly XBrush s_ink = new XSolidBrush(XColor.FromArgb(0x1d, 0x14, 0x20));
    private static readonly XBrush s_muted = new XSolidBrush(XColor.FromArgb(0x5f, 0x52, 0x63));
    private static readonly XBrush s_accent = new XSolidBrush(XColor.FromArgb(0x8a, 0x4b, 0x00));
    private static readonly XPen s_line = new(XColor.FromArgb(0xd8, 0xce, 0xbd), 0.8);

    private readonly XFont _text = TicketFonts.Font(11);
    private readonly XFont _bold = TicketFonts.Font(11, isBold: true);
    private readonly XFont _title = TicketFonts.Font(26, isBold: true);
    private readonly XFont _large = TicketFonts.Font(18, isBold: true);
    private readonly StructureBuilder _tags;
    private readonly XGraphics _page;

    private TicketPdf(UAManager accessible, PdfPage page) => (_tags, _page) = (accessible.StructureBuilder, XGraphics.FromPdfPage(page));

    public static byte[] Write(Reservation reservation, Currency currency)
    {
        using var document = new PdfDocument();
        var accessible = UAManager.ForDocument(document);
        document.Language = "en";
        document.Info.Title = PlainText.OneLine($"Ticket {reservation.Reference}: {reservation.Showtime.MovieTitle}");
        document.Info.Creator = "MovieBooking";
        var page = document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        new TicketPdf(accessible, page).Draw(reservation, currency);
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private void Draw(Reservation reservation, Currency currency)
    {
        var (showtime, cinema) = (reservation.Showtime, reservation.Showtime.Cinema);
        Say(PdfBlockLevelElementTag.Paragraph, "MovieBooking", TicketFonts.Font(13, isBold: true), s_accent, 76);
        DrawCode(reservation.Reference, new XRect(Margin + Width - CodeSize, 64, CodeSize, CodeSize));

        var y = 118.0;
        _tags.BeginElement(PdfBlockLevelElementTag.Heading1);
        foreach (var line in Wrap(PlainText.OneLine(showtime.MovieTitle), _title, Width - CodeSize - 24))
        {
            _page.DrawString(line, _title, s_ink, Margin, y);
            y += 31;
        }

        _tags.End();
        y = Math.Max(y + 8, 64 + CodeSize + 28);
        y = Fact("When", MailFormats.Day(showtime.StartsAt), MailFormats.Zone(cinema.TimeZone), y);
        y = Fact(
            "Where",
            PlainText.OneLine($"{cinema.Name}, {showtime.Screen.Name}, {Word.Of(showtime.Screen.Format)}"),
            PlainText.OneLine($"{cinema.Address}, {cinema.City}"),
            y
        );
        Say(PdfBlockLevelElementTag.Paragraph, "Reference", _text, s_muted, y);
        Say(PdfBlockLevelElementTag.Paragraph, reservation.Reference, _large, s_ink, y + 3, Margin + 90);

        y += 44;
        foreach (var ticket in reservation.Tickets)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"Seat {ticket.SeatLabel}, {Word.Of(ticket.SeatClass)}");
            y = Row(words, MailFormats.Money(ticket.Price, currency), _text, y);
        }

        y = Row(
            reservation.Payment.Status == PaymentStatus.NotRequired ? "Total, to be paid at the cinema" : "Total, paid",
            MailFormats.Money(reservation.Total, currency),
            _bold,
            y
        );
        Say(
            PdfBlockLevelElementTag.Paragraph,
            "Show this page at the box office, on paper or on a screen.",
            TicketFonts.Font(9),
            s_muted,
            y + 24
        );
    }

    /// <summary>One module is a square of the page: sharp at any size.</summary>
    private void DrawCode(string reference, XRect place)
    {
        using var code = new QRCodeGenerator().CreateQrCode(reference, QRCodeGenerator.ECCLevel.Q);
        var side = place.Width / code.ModuleMatrix.Count;
        _tags.BeginElement(PdfIllustrationElementTag.Figure, $"QR code of the reference {reference}", place);
        foreach (var (row, modules) in code.ModuleMatrix.Index())
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[column])
                {
                    // A hair wider, so that no light falls between two.
                    _page.DrawRectangle(XBrushes.Black, place.X + (column * side), place.Y + (row * side), side + 0.05, side + 0.05);
                }
            }
        }

        _tags.End();
    }

    private double Fact(string name, string text, string more, double y)
    {
        Say(PdfBlockLevelElementTag.Paragraph, name, _text, s_muted, y);
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        foreach (var (line, brush) in Wrap(text, _bold, Width - 90).Select(line => (line, s_ink)).Append((more, s_muted)))
        {
            _page.DrawString(line, brush == s_ink ? _bold : _text, brush, Margin + 90, y);
            y += 16;
        }

        _tags.End();
        return y + 10;
    }

    private double Row(string text, string amount, XFont font, double y)
    {
        _tags.BeginArtifact();
        _page.DrawLine(s_line, Margin, y - 15, Margin + Width, y - 15);
        _tags.End();
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        _page.DrawString(text, font, s_ink, Margin, y);
        _page.DrawString(amount, font, s_ink, Margin + Width - _page.MeasureString(amount, font).Width, y);
        _tags.End();
        return y + 23;
    }

    private void Say(PdfBlockLevelElementTag tag, string text, XFont font, XBrush brush, double y, double x = Margin)
    {
        _tags.BeginElement(tag);
        _page.DrawString(text, font, brush, x, y);
        _tags.End();
    }

    /// <summary>As many words to a line as fit, in four lines at most; a word that fits in none is cut.</summary>
    private List<string> Wrap(string text, XFont font, double width)
    {
        List<string> lines = [];
        var rest = text;
        while (rest.Length > 0 && lines.Count < TitleLines)
        {
            var length = rest.Length;
            while (length > 1 && _page.MeasureString(rest[..length], font).Width > width)
            {
                var blank = rest.LastIndexOf(' ', length - 1);
                length = blank > 0 ? blank : length - 1;
            }

            lines.Add(rest[..length]);
            rest = rest[length..].TrimStart();
        }

        if (rest.Length > 0)
        {
            lines[^1] += "…";
        }

        return lines;
    }
}
