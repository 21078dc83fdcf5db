using System.Net;
using MovieBooking.Tests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Tokens;
using ZXing;

namespace MovieBooking.Tests.Api;

/// <summary>The tickets as a PDF, read by a library that did not write it.</summary>
[Collection(SharedApi.One)]
public sealed class TicketPdfTests(TestApi api)
{
    private const int Dots = 4;

    [Fact]
    public async Task A_confirmed_booking_is_one_page_with_its_seats_and_a_code_that_reads_its_reference()
    {
        var starts = new DateTime(2027, 1, 16, 0, 30, 0, DateTimeKind.Utc);
        var showtimeId = await api.Given.ShowtimeAsync(await api.Given.MovieAsync("Zoë’s Ночь"), startsAt: starts);
        using var customer = await api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "E5", "F6"));

        using var answer = await TicketsAsync(customer, booking.Int("reservationId"));

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"tickets-{booking.Text("reference")}.pdf", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store, private", answer.Headers.CacheControl?.ToString());
        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var page = document.GetPage(Assert.Single(Enumerable.Range(1, document.NumberOfPages)));
        Assert.Equal((595, 842), ((int)Math.Round(page.Width), (int)Math.Round(page.Height)));
        var text = string.Join(' ', page.GetWords().Select(word => word.Text));
        string[] lines =
        [
            "Zoë’s Ночь",
            "Friday, January 15, 2027 at 7:30 PM",
            booking.Text("reference"),
            "Seat E5, standard $8.00",
            "Seat F6, premium $16.00",
            "Total, to be paid at the cinema $24.00",
        ];
        Assert.All(lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.Equal(booking.Text("reference"), Code(page));

        // ISO 14289 (PDF/UA): tagged, in a language, with a title.
        var catalog = document.Structure.Catalog.CatalogDictionary;
        Assert.All(["StructTreeRoot", "MarkInfo", "Lang"], name => Assert.True(catalog.ContainsKey(NameToken.Create(name)), name));
        Assert.Contains(booking.Text("reference"), document.Information.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u202Eevil\r\n/Title (x)\u2028 שלום 🎬")]
    [InlineData(
        "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
    )]
    public async Task Whatever_the_title_it_stays_one_page(string title)
    {
        var showtimeId = await api.Given.ShowtimeAsync(await api.Given.MovieAsync(title));
        using var customer = await api.CustomerAsync();
        string[] seats = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"];
        var booking = await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, seats));

        using var answer = await TicketsAsync(customer, booking.Int("reservationId"));

        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, document.NumberOfPages);
        var page = document.GetPage(1);
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, page.Width));
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Bottom, 0, page.Height));
        Assert.Equal(booking.Text("reference"), Code(page));
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

    private static Task<HttpResponseMessage> TicketsAsync(HttpClient client, int reservationId) =>
        client.GetAsync($"/api/v1/reservations/{reservationId}/tickets.pdf");

    /// <summary>What a reader of codes sees in the black squares of the page.</summary>
    private static string? Code(Page page)
    {
        var (width, height) = ((int)page.Width * Dots, (int)page.Height * Dots);
        var dots = Enumerable.Repeat(byte.MaxValue, width * height).ToArray();
        foreach (var square in page.Paths.Where(IsBlackSquare).Select(path => path.GetBoundingRectangle()!.Value))
        {
            for (var y = (int)Math.Round((page.Height - square.Top) * Dots); y < (int)Math.Round((page.Height - square.Bottom) * Dots); y++)
            {
                for (var x = (int)Math.Round(square.Left * Dots); x < (int)Math.Round(square.Right * Dots); x++)
                {
                    dots[(y * width) + x] = 0;
                }
            }
        }

        return new BarcodeReaderGeneric().Decode(dots, width, height, RGBLuminanceSource.BitmapFormat.Gray8)?.Text;
    }

    private static bool IsBlackSquare(PdfPath path) =>
        path.IsFilled && path.GetBoundingRectangle() is { } square && Math.Abs(square.Width - square.Height) < 0.1;
}
