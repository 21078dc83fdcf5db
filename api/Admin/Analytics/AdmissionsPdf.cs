using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Reservations;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>The distributors' report on paper: a table for all movies, on as many pages of A4 as it takes, tagged (PDF/UA).</summary>
internal sealed class AdmissionsPdf
{
    private const double Margin = 42;
    private const double RowHeight = 16;
    private const double Foot = 780;

    // Where the columns begin, and for numbers where they end: movie, week, cinema, shows, admissions, gross.
    private static readonly double[] s_columns = [Margin, 205, 300, 425, 490, 553];
    private const int Numbers = 3;

    private static readonly XBrush s_ink = new XSolidBrush(XColor.FromArgb(0x1d, 0x14, 0x20));
    private static readonly XBrush s_muted = new XSolidBrush(XColor.FromArgb(0x5f, 0x52, 0x63));
    private static readonly XPen s_line = new(XColor.FromArgb(0xd8, 0xce, 0xbd), 0.8);

    private readonly XFont _text = TicketFonts.Font(8.5);
    private readonly XFont _bold = TicketFonts.Font(8.5, isBold: true);
    private readonly PdfDocument _document;
    private readonly StructureBuilder _tags;
    private XGraphics _page;
    private double _y;

    private AdmissionsPdf(PdfDocument document)
    {
        _document = document;
        _tags = UAManager.ForDocument(document).StructureBuilder;
        _page = NextPage();
    }

    public static byte[] Write(AdmissionsByMovie report, Currency currency)
    {
        using var document = new PdfDocument();
        document.Language = Texts.Language.TwoLetterISOLanguageName;
        document.Info.Title = Texts.Mails["AdmissionsTitle"];
        document.Info.Creator = "MovieBooking";
        new AdmissionsPdf(document).Draw(report, currency);
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private void Draw(AdmissionsByMovie report, Currency currency)
    {
        Say(PdfBlockLevelElementTag.Heading1, Texts.Mails["AdmissionsTitle"], TicketFonts.Font(18, isBold: true), s_ink, 24);
        Say(PdfBlockLevelElementTag.Paragraph, Texts.Mails["AdmissionsPeriod", Day(report.From), Day(report.To)], _text, s_muted, 26);
        _tags.BeginElement(PdfBlockLevelElementTag.Table);
        DrawHead();
        foreach (var line in report.Items)
        {
            if (_y > Foot)
            {
                _page = NextPage();
                DrawHead();
            }

            DrawRow(
                PdfBlockLevelElementTag.TableDataCell,
                _text,
                PlainText.OneLine(line.MovieTitle),
                $"{Day(line.WeekFrom)} – {Day(line.WeekTo)}",
                PlainText.OneLine(line.CinemaName),
                Count(line.Shows),
                Count(line.Admissions),
                MailFormats.Money(line.Gross, currency)
            );
            foreach (var kind in line.Kinds)
            {
                if (_y > Foot)
                {
                    _page = NextPage();
                    DrawHead();
                }

                DrawRow(
                    PdfBlockLevelElementTag.TableDataCell,
                    _text,
                    "",
                    "",
                    $"– {PlainText.OneLine(kind.Kind)}",
                    "",
                    Count(kind.Admissions),
                    MailFormats.Money(kind.Gross, currency)
                );
            }
        }

        DrawRow(
            PdfBlockLevelElementTag.TableDataCell,
            _bold,
            Texts.Mails["AdmissionsTotal"],
            "",
            "",
            Count(report.Items.Sum(line => line.Shows)),
            Count(report.Admissions),
            MailFormats.Money(report.Gross, currency)
        );
        _tags.End();
    }

    private XGraphics NextPage()
    {
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _y = Margin + 14;
        return XGraphics.FromPdfPage(page);
    }

    private void DrawHead() =>
        DrawRow(
            PdfBlockLevelElementTag.TableHeaderCell,
            _bold,
            Texts.Mails["AdmissionsMovie"],
            Texts.Mails["AdmissionsWeek"],
            Texts.Mails["AdmissionsCinema"],
            Texts.Mails["AdmissionsShows"],
            Texts.Mails["AdmissionsTickets"],
            Texts.Mails["AdmissionsGross"]
        );

    private void DrawRow(PdfBlockLevelElementTag cell, XFont font, params string[] texts)
    {
        _tags.BeginElement(PdfBlockLevelElementTag.TableRow);
        foreach (var (index, text) in texts.Index())
        {
            _tags.BeginElement(cell);
            var isNumber = index >= Numbers;
            var shown = isNumber ? text : Fit(text, font, s_columns[index + 1] - s_columns[index] - (index + 1 == Numbers ? 45 : 8));
            var x = isNumber ? s_columns[index] - _page.MeasureString(shown, font).Width : s_columns[index];
            _page.DrawString(shown, font, s_ink, x, _y);
            _tags.End();
        }

        _tags.End();
        _tags.BeginArtifact();
        _page.DrawLine(s_line, Margin, _y + 5, s_columns[^1], _y + 5);
        _tags.End();
        _y += RowHeight;
    }

    private void Say(PdfBlockLevelElementTag tag, string text, XFont font, XBrush brush, double height)
    {
        _tags.BeginElement(tag);
        _page.DrawString(text, font, brush, Margin, _y);
        _tags.End();
        _y += height;
    }

    private string Fit(string text, XFont font, double width)
    {
        var length = text.Length;
        while (length > 1 && _page.MeasureString(text[..length] + "…", font).Width > width)
        {
            length--;
        }

        return length == text.Length || _page.MeasureString(text, font).Width <= width ? text : text[..length].TrimEnd() + "…";
    }

    private static string Day(DateOnly day) => day.ToString("d", Texts.Language);

    private static string Count(int number) => number.ToString("N0", Texts.Language);
}
