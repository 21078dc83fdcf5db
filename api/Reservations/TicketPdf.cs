using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations.GiftCards;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using QRCoder;

namespace MovieBooking.Api.Reservations;

/// <summary>a4: all tickets on one page, to print; phone: each on a page of its own, to show at the door.</summary>
public enum TicketFormat
{
    A4,
    Phone,
}

/// <summary>
/// A booking's tickets, for the door: on paper, or on a screen without a network. Tagged (PDF/UA), so that a screen reader reads it
/// in order; each code holds its ticket's token.
/// </summary>
internal sealed class TicketPdf
{
    private const int MostLines = 3;

    // On A4: a code is 26 mm wide, two stand beside each other, and ten fill the page.
    private const double CardHeight = 88;
    private const double CardCode = 74;

    // On a phone, which makes the page as wide as its screen.
    private const double PhoneWidth = 320;
    private const double PhoneHeight = 640;
    private const double PhoneCode = 196;
    private const double PhoneTop = 32;

    // ISO/IEC 18004: four light modules around a code. Nothing is drawn or written there, and a dark screen may be beyond the page's edge.
    private const int QuietZone = 4;

    private static readonly XBrush s_ink = new XSolidBrush(XColor.FromArgb(0x1d, 0x14, 0x20));
    private static readonly XBrush s_muted = new XSolidBrush(XColor.FromArgb(0x5f, 0x52, 0x63));
    private static readonly XBrush s_accent = new XSolidBrush(XColor.FromArgb(0x8a, 0x4b, 0x00));
    private static readonly XPen s_line = new(XColor.FromArgb(0xd8, 0xce, 0xbd), 0.8);

    private readonly XFont _small = TicketFonts.Font(9);
    private readonly XFont _text = TicketFonts.Font(11);
    private readonly XFont _bold = TicketFonts.Font(11, isBold: true);
    private readonly XFont _large = TicketFonts.Font(18, isBold: true);
    private readonly Reservation _reservation;
    private readonly Currency _currency;
    private readonly StructureBuilder _tags;
    private readonly XGraphics _page;
    private readonly double _margin;
    private readonly double _width;

    private TicketPdf(Reservation reservation, Currency currency, UAManager accessible, PdfPage page, double margin)
    {
        (_reservation, _currency, _tags, _margin) = (reservation, currency, accessible.StructureBuilder, margin);
        _page = XGraphics.FromPdfPage(page);
        _width = page.Width.Point - (2 * margin);
    }

    /// <param name="reservation">A confirmed one, its tickets with their tokens.</param>
    /// <param name="currency">How its prices are written.</param>
    /// <param name="format">The size of its pages.</param>
    public static byte[] Write(Reservation reservation, Currency currency, TicketFormat format)
    {
        using var document = new PdfDocument();
        var accessible = UAManager.ForDocument(document);
        document.Language = Texts.Language.TwoLetterISOLanguageName;
        document.Info.Title = PlainText.OneLine(Texts.Mails["TicketTitle", reservation.Reference, reservation.Showtime.MovieTitle]);
        document.Info.Creator = "MovieBooking";
        if (format == TicketFormat.A4)
        {
            var page = document.AddPage();
            page.Size = PdfSharp.PageSize.A4;
            new TicketPdf(reservation, currency, accessible, page, margin: 56).DrawAll();
        }
        else
        {
            foreach (var (index, ticket) in reservation.Tickets.Index())
            {
                var page = document.AddPage();
                (page.Width, page.Height) = (XUnit.FromPoint(PhoneWidth), XUnit.FromPoint(PhoneHeight));
                new TicketPdf(reservation, currency, accessible, page, margin: 28).DrawOne(ticket, index + 1);
            }
        }

        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private void DrawAll()
    {
        Say("MovieBooking", TicketFonts.Font(13, isBold: true), s_accent, 66);
        var y = Title(24, 28, 98);
        y = Facts(y + 4, 90);
        Say(Texts.Mails["Reference"], _text, s_muted, y);
        Say(_reservation.Reference, _large, s_ink, y + 3, _margin + 90);
        y += 26;
        foreach (var (index, ticket) in _reservation.Tickets.Index())
        {
            var x = _margin + (index % 2 * (_width + 16) / 2);
            Card(ticket, x, y + (index / 2 * CardHeight));
        }

        y += ((_reservation.Tickets.Count + 1) / 2 * CardHeight) + 20;
        Line(y - 15);
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        var isPaidThere = _reservation is { Payment: { Amount: > 0, Status: PaymentStatus.NotRequired }, InPlaceOf: null };
        var amount = Money(isPaidThere ? _reservation.Payment.Amount : _reservation.Total);
        _page.DrawString(isPaidThere ? Texts.Mails["TotalToPay"] : Texts.Mails["TotalPaid"], _bold, s_ink, _margin, y);
        _page.DrawString(amount, _bold, s_ink, _margin + _width - _page.MeasureString(amount, _bold).Width, y);
        _tags.End();
        if (_reservation.Voucher is { } voucher)
        {
            y += 16;
            Say($"{Texts.Mails["VoucherSaved"].Value}: {Money(voucher.Discount)}", _small, s_muted, y);
        }

        if (_reservation.GiftCard is { } card && card.Pays(_reservation) is > 0 and var paid)
        {
            y += 16;
            Say($"{Texts.Mails["CardPaid", card.Hint].Value}: {Money(paid)}", _small, s_muted, y);
        }

        Say(Texts.Mails["ShowCodes"], _small, s_muted, y + 18);
    }

    /// <summary>Half a line of A4: the code, and whose seat it is.</summary>
    private void Card(Ticket ticket, double x, double y)
    {
        Line(y, x + CardCode + 14, ((_width - 16) / 2) + x);
        DrawCode(ticket, new XRect(x, y + 7, CardCode, CardCode));
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        _page.DrawString(Texts.Mails["SeatNamed", ticket.SeatLabel], _large, s_ink, x + CardCode + 14, y + 36);
        // Not into the edge of the code beside it.
        var width = ((_width - 16) / 2) - CardCode - 14;
        foreach (var (index, line) in Wrap($"{MailFormats.ClassAndKind(ticket)}, {Money(ticket.Price)}", _text, width).Index())
        {
            _page.DrawString(line, _text, s_muted, x + CardCode + 14, y + 54 + (index * 13));
        }

        _tags.End();
    }

    private void DrawOne(Ticket ticket, int number)
    {
        DrawCode(ticket, new XRect(_margin + ((_width - PhoneCode) / 2), PhoneTop, PhoneCode, PhoneCode));
        Say(Texts.Mails["SeatNamed", ticket.SeatLabel], TicketFonts.Font(30, isBold: true), s_ink, 286);
        var count = _reservation.Tickets.Count;
        var which = count == 1 ? "" : $"{Texts.Mails["TicketOf", number, count].Value}, ";
        var y = 306.0;
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        foreach (var line in Wrap($"{which}{MailFormats.ClassAndKind(ticket)}, {Money(ticket.Price)}", _text, _width))
        {
            _page.DrawString(line, _text, s_muted, _margin, y);
            y += 15;
        }

        _tags.End();
        Line(y + 1);
        y = Facts(Title(18, 22, y + 29) + 4, 60);
        Say(Texts.Mails["Reference"], _small, s_muted, y);
        Say(_reservation.Reference, _large, s_ink, y + 20);
    }

    private double Title(double size, double lineHeight, double y)
    {
        var font = TicketFonts.Font(size, isBold: true);
        _tags.BeginElement(PdfBlockLevelElementTag.Heading1);
        foreach (var line in Wrap(PlainText.OneLine(_reservation.Showtime.MovieTitle), font, _width))
        {
            _page.DrawString(line, font, s_ink, _margin, y);
            y += lineHeight;
        }

        _tags.End();
        return y;
    }

    /// <param name="y">Where the first line stands.</param>
    /// <param name="indent">How wide the names are.</param>
    private double Facts(double y, double indent)
    {
        var (showtime, cinema) = (_reservation.Showtime, _reservation.Showtime.Cinema);
        y = Fact(Texts.Mails["When"], MailFormats.Day(showtime.StartsAt), MailFormats.Zone(cinema.TimeZone), y, indent);
        return Fact(
            Texts.Mails["Where"],
            PlainText.OneLine($"{cinema.Name}, {showtime.Screen.Name}, {Word.Of(showtime.Screen.Format)}"),
            PlainText.OneLine($"{cinema.Address}, {cinema.City}"),
            y,
            indent
        );
    }

    private double Fact(string name, string text, string more, double y, double indent)
    {
        Say(name, _text, s_muted, y);
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        foreach (
            var (line, font, brush) in Wrap(text, _bold, _width - indent)
                .Select(line => (line, _bold, s_ink))
                .Concat(Wrap(more, _text, _width - indent).Select(line => (line, _text, s_muted)))
        )
        {
            _page.DrawString(line, font, brush, _margin + indent, y);
            y += 15;
        }

        _tags.End();
        return y + 8;
    }

    /// <summary>One module is a square of the page: sharp at any size.</summary>
    private void DrawCode(Ticket ticket, XRect place)
    {
        var token = ticket.Token ?? throw new InvalidOperationException("A ticket is printed with its token.");
        using var code = new QRCodeGenerator().CreateQrCode(token, QRCodeGenerator.ECCLevel.M);
        // QRCoder's matrix has its quiet zone around it; the page is light there.
        var modules = code.ModuleMatrix.Count - (2 * QuietZone);
        var side = place.Width / modules;
        _tags.BeginElement(PdfIllustrationElementTag.Figure, Texts.Mails["CodeOf", ticket.SeatLabel], place);
        for (var row = 0; row < modules; row++)
        {
            for (var column = 0; column < modules; column++)
            {
                if (code.ModuleMatrix[row + QuietZone][column + QuietZone])
                {
                    // A hair wider, so that no light falls between two.
                    _page.DrawRectangle(XBrushes.Black, place.X + (column * side), place.Y + (row * side), side + 0.05, side + 0.05);
                }
            }
        }

        _tags.End();
    }

    private void Line(double y) => Line(y, _margin, _margin + _width);

    private void Line(double y, double left, double right)
    {
        _tags.BeginArtifact();
        _page.DrawLine(s_line, left, y, right, y);
        _tags.End();
    }

    private void Say(string text, XFont font, XBrush brush, double y, double? x = null)
    {
        _tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        _page.DrawString(text, font, brush, x ?? _margin, y);
        _tags.End();
    }

    private string Money(decimal amount) => MailFormats.Money(amount, _currency);

    /// <summary>As many words to a line as fit, in three lines at most; a word that fits in none is cut.</summary>
    private List<string> Wrap(string text, XFont font, double width)
    {
        List<string> lines = [];
        var rest = text;
        while (rest.Length > 0 && lines.Count < MostLines)
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
