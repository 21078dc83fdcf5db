using System.Net;
using System.Text.Json;
using MovieBooking.Tests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Tokens;
using Xunit.Abstractions;
using ZXing;

namespace MovieBooking.Tests.Api;

/// <summary>The tickets as a PDF, read by a library that did not write it.</summary>
[Collection(SharedApi.One)]
public sealed class TicketPdfTests(TestApi api, ITestOutputHelper output)
{
    private const int Quiet = 30;
    private const string LongKind = "Pensioners, Wednesday noon, concessions";

    private static readonly int[] s_dots = [4, 3, 6, 5, 8];

    [Fact]
    public async Task A_confirmed_booking_is_one_page_with_its_seats_and_the_code_of_each_ticket()
    {
        var (customer, booking) = await BookedAsync("Zoë’s Ночь", "E5", "F6");

        using var answer = await TicketsAsync(customer, booking.Int("reservationId"));

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"tickets-{booking.Text("reference")}.pdf", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store, private", answer.Headers.CacheControl?.ToString());
        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var page = document.GetPage(Assert.Single(Enumerable.Range(1, document.NumberOfPages)));
        Assert.Equal((595, 842), ((int)Math.Round(page.Width), (int)Math.Round(page.Height)));
        string[] lines =
        [
            "Zoë’s Ночь",
            "Friday, January 15, 2027 at 7:30 PM",
            booking.Text("reference"),
            "Seat E5",
            "standard, $8.00",
            "Seat F6",
            "premium, $16.00",
            "Total, to be paid at the cinema $24.00",
        ];
        Assert.All(lines, line => Assert.Contains(line, Text(page), StringComparison.Ordinal));
        Assert.Equal(Tokens(booking), Codes(page));
        IsTagged(document, booking);
    }

    [Fact]
    public async Task A_cinemas_tickets_are_in_its_language()
    {
        var (customer, booking) = await BookedAsync("Tren nocturno", "E5", "F6");
        var cinemaId = booking.GetProperty("showtime").GetProperty("cinema").Int("cinemaId");
        await api.Database.ExecuteAsync("UPDATE cinemas SET language = 'es' WHERE cinema_id = @id", ("@id", cinemaId));

        using var one = await TicketsAsync(customer, booking.Int("reservationId"));
        using var other = await TicketsAsync(customer, booking.Int("reservationId"), "?format=phone");

        using var a4 = PdfDocument.Open(await one.Content.ReadAsByteArrayAsync());
        using var phone = PdfDocument.Open(await other.Content.ReadAsByteArrayAsync());
        var text = string.Join('\n', a4.GetPages().Concat(phone.GetPages()).Select(Text));
        string[] lines =
        [
            "Cuándo",
            "viernes, 15 de enero de 2027, 19:30",
            "Dónde",
            "Butaca E5",
            "estándar, 8,00\u00A0US$",
            "Entrada 2 de 2, prémium, 16,00\u00A0US$",
            "Importe total, a pagar en el cine 24,00\u00A0US$",
            "Muestra cada código en la entrada, en papel o en una pantalla.",
        ];
        Assert.All(lines, line => Assert.Contains(line.Replace('\u00A0', ' '), text.Replace('\u00A0', ' '), StringComparison.Ordinal));
        string[] english = ["When", "Where", "Seat", "standard", "premium", "Total,", "Reference", "Show each", "January"];
        Assert.All(english, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_a_phone_each_ticket_has_a_page_of_its_own()
    {
        var (customer, booking) = await BookedAsync("Zoë’s Ночь", "E5", "F6");

        using var answer = await TicketsAsync(customer, booking.Int("reservationId"), "?format=phone");

        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var pages = document.GetPages().ToList();
        Assert.Equal(2, pages.Count);
        Assert.All(pages, page => Assert.Equal((320, 640), ((int)Math.Round(page.Width), (int)Math.Round(page.Height))));
        Assert.Equal(Tokens(booking), pages.SelectMany(Codes));
        string[][] lines =
        [
            ["Seat E5", "Ticket 1 of 2, standard, $8.00"],
            ["Seat F6", "Ticket 2 of 2, premium, $16.00"],
        ];
        foreach (var (page, own) in pages.Zip(lines))
        {
            Assert.All(
                [.. own, "Zoë’s Ночь", booking.Text("reference")],
                line => Assert.Contains(line, Text(page), StringComparison.Ordinal)
            );
        }

        IsTagged(document, booking);
    }

    [Theory]
    [InlineData("a4", 1)]
    [InlineData("phone", 10)]
    public async Task Another_program_reads_the_codes_of_the_pages_as_they_are_drawn(string format, int pages)
    {
        var (customer, booking) = await BookedAsync("Night Train", [.. Enumerable.Range(1, 10).Select(number => $"A{number}")]);
        // As long as the name of a kind gets, beside each code.
        await api.Database.ExecuteAsync(
            "INSERT INTO kind_tickets (ticket_id, kind_id, full_price) SELECT ticket_id, @kind, price FROM tickets WHERE reservation_id = @id",
            ("@kind", await api.Given.KindAsync(booking.GetProperty("showtime").Int("showtimeId"), factor: 1, name: LongKind)),
            ("@id", booking.Int("reservationId"))
        );

        using var answer = await TicketsAsync(customer, booking.Int("reservationId"), $"?format={format}");

        var pdf = await answer.Content.ReadAsByteArrayAsync();
        using var document = PdfDocument.Open(pdf);
        Assert.Equal(pages, document.NumberOfPages);
        Assert.All(document.GetPages(), IsLightAroundCodes);
        Assert.Contains("concessions, $8.00", Text(document.GetPage(1)), StringComparison.Ordinal);
        Assert.All(
            document.GetPages().SelectMany(page => page.Letters),
            letter => Assert.InRange(letter.BoundingBox.Right, 0, document.GetPage(1).Width)
        );
        if (CodeReader.HasPrograms)
        {
            Assert.Equal(Tokens(booking).Order(StringComparer.Ordinal), (await CodeReader.ReadPdfAsync(pdf)).Order(StringComparer.Ordinal));
        }
        else
        {
            output.WriteLine("zbarimg and pdftoppm are not installed (zbar-tools, poppler-utils): ZXing has read the codes.");
            Assert.Equal(Tokens(booking), document.GetPages().SelectMany(Codes));
        }
    }

    [Theory]
    [InlineData("\u202Eevil\r\n/Title (x)\u2028 שלום 🎬")]
    [InlineData(
        "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
    )]
    public async Task Whatever_the_title_it_stays_on_its_pages(string title)
    {
        string[] seats = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"];
        var (customer, booking) = await BookedAsync(title, seats);

        foreach (var (format, pages) in new[] { ("a4", 1), ("phone", 10) })
        {
            using var answer = await TicketsAsync(customer, booking.Int("reservationId"), $"?format={format}");

            using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(pages, document.NumberOfPages);
            Assert.All(
                document.GetPages().SelectMany(page => page.Letters, (page, letter) => (page, letter.BoundingBox)),
                item => Assert.True(item.BoundingBox.Right <= item.page.Width && item.BoundingBox.Bottom >= 0)
            );
            Assert.Equal(Tokens(booking), document.GetPages().SelectMany(Codes));
        }
    }

    [Fact]
    public async Task Tickets_are_for_whoever_has_them()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        using var customer = await api.CustomerAsync();
        using var other = await api.CustomerAsync();
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));
        var path = $"/api/v1/reservations/{pending.Int("reservationId")}/tickets.pdf";

        await customer.GetAsync(path).ProblemAsync(409, "reservation_pending");
        await customer.ConfirmAsync(pending).JsonAsync();
        await other.GetAsync(path).ProblemAsync(404, "not_found");
        await api.CreateClient().GetAsync(path).ProblemAsync(401, "unauthenticated");
        var unknown = await customer.GetAsync($"{path}?format=watch").ProblemAsync(400, "validation_failed");
        Assert.True(unknown.GetProperty("errors").TryGetProperty("format", out _));
        await customer.CancelAsync(pending).JsonAsync();
        await customer.GetAsync(path).ProblemAsync(409, "reservation_cancelled");

        var made = await api.CreateClient()
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, await api.Given.SeatAsync(showtimeId, "B1"))
            .JsonAsync(HttpStatusCode.Created);
        using var guest = api.WithToken(made.Text("accessToken"));
        await guest.ConfirmAsync(made).JsonAsync();
        using var answer = await TicketsAsync(guest, made.Int("reservationId"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Somebody with tickets, and the booking as its owner reads it: with the tokens.</summary>
    private async Task<(HttpClient Customer, JsonElement Booking)> BookedAsync(string title, params string[] seats)
    {
        var starts = new DateTime(2027, 1, 16, 0, 30, 0, DateTimeKind.Utc);
        var showtimeId = await api.Given.ShowtimeAsync(await api.Given.MovieAsync(title), startsAt: starts);
        var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, seats));
        return (customer, await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync());
    }

    private static Task<HttpResponseMessage> TicketsAsync(HttpClient client, int reservationId, string query = "") =>
        client.GetAsync($"/api/v1/reservations/{reservationId}/tickets.pdf{query}");

    private static IEnumerable<string> Tokens(JsonElement booking) =>
        booking.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Text("token"));

    private static string Text(Page page) => string.Join(' ', page.GetWords().Select(word => word.Text));

    /// <summary>ISO 14289 (PDF/UA): tagged, in a language, with a title, and each code with words of its own.</summary>
    private static void IsTagged(PdfDocument document, JsonElement booking)
    {
        var catalog = document.Structure.Catalog.CatalogDictionary;
        Assert.All(["StructTreeRoot", "MarkInfo", "Lang"], name => Assert.True(catalog.ContainsKey(NameToken.Create(name)), name));
        Assert.Contains(booking.Text("reference"), document.Information.Title, StringComparison.Ordinal);
        var marks = document.GetPages().SelectMany(page => page.GetMarkedContents()).Select(mark => mark.Tag).ToList();
        Assert.Contains("H1", marks);
        Assert.Equal(booking.GetProperty("tickets").GetArrayLength(), marks.Count(tag => tag == "Figure"));
    }

    /// <summary>ISO/IEC 18004: nothing is within four modules of a code, neither a line nor a letter, another code or the end of the page.</summary>
    private static void IsLightAroundCodes(Page page)
    {
        const double Hair = 0.1;
        foreach (var mark in page.GetMarkedContents().Where(mark => mark.Tag == "Figure"))
        {
            var squares = mark.Paths.Where(IsBlackSquare).Select(path => path.GetBoundingRectangle()!.Value).ToList();
            var quiet = (4 * squares.Min(square => square.Width)) - (4 * Hair);
            var (left, right) = (squares.Min(square => square.Left), squares.Max(square => square.Right));
            var (bottom, top) = (squares.Min(square => square.Bottom), squares.Max(square => square.Top));
            var others = page
                .Paths.Select(path => path.GetBoundingRectangle())
                .OfType<PdfRectangle>()
                .Where(path => path.Right < left - Hair || path.Left > right + Hair || path.Top < bottom - Hair || path.Bottom > top + Hair)
                .Concat(page.Letters.Select(letter => letter.BoundingBox));
            Assert.DoesNotContain(
                others,
                other =>
                    other.Right > left - quiet && other.Left < right + quiet && other.Top > bottom - quiet && other.Bottom < top + quiet
            );
            Assert.True(left >= quiet && bottom >= quiet && right + quiet <= page.Width && top + quiet <= page.Height);
        }
    }

    /// <summary>What a reader of codes sees in the black squares of each figure of the page.</summary>
    private static IEnumerable<string?> Codes(Page page) =>
        page.GetMarkedContents()
            .Where(mark => mark.Tag == "Figure")
            .Select(mark => mark.Paths.Where(IsBlackSquare).Select(path => path.GetBoundingRectangle()!.Value).ToList())
            // Held nearer, where it sees nothing, as one does at the door.
            .Select(squares => s_dots.Select(dots => Scan(squares, dots)).FirstOrDefault(text => text is not null));

    private static string? Scan(List<PdfRectangle> squares, int dots)
    {
        var (left, top) = (squares.Min(square => square.Left) - Quiet, squares.Max(square => square.Top) + Quiet);
        var side = (int)Math.Ceiling((squares.Max(square => square.Right) - left + Quiet) * dots);
        var picture = Enumerable.Repeat(byte.MaxValue, side * side).ToArray();
        foreach (var square in squares)
        {
            for (var y = (int)Math.Round((top - square.Top) * dots); y < (int)Math.Round((top - square.Bottom) * dots); y++)
            {
                for (var x = (int)Math.Round((square.Left - left) * dots); x < (int)Math.Round((square.Right - left) * dots); x++)
                {
                    picture[(y * side) + x] = 0;
                }
            }
        }

        var reader = new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        return reader.Decode(picture, side, side, RGBLuminanceSource.BitmapFormat.Gray8)?.Text;
    }

    private static bool IsBlackSquare(PdfPath path) =>
        path.IsFilled && path.GetBoundingRectangle() is { } square && Math.Abs(square.Width - square.Height) < 0.1;
}
