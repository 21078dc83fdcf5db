using System.Text;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using QRCoder;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The camera of a door, before which somebody holds the code of a ticket.</summary>
[Collection(SharedSite.Two)]
public sealed class DoorCameraTests(TestSite site)
{
    private const int Width = 640;
    private const int Height = 480;
    private const int ModuleSide = 10;

    [Fact]
    public async Task The_code_of_a_ticket_is_read_from_the_camera_and_lets_in_once()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        using var customer = await site.Api.CustomerAsync();
        var booking = await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2"));
        var read = await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        var folder = Directory.CreateTempSubdirectory("camera");
        try
        {
            var film = Path.Combine(folder.FullName, "ticket.y4m");
            await File.WriteAllBytesAsync(film, FilmOf(read.GetProperty("tickets")[0].Text("token")));
            await using var browser = await SharedBrowser.StartWithAsync(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                $"--use-file-for-fake-video-capture={film}"
            );
            var page = (await site.ClerkAsync(cinemaId, browser: browser)).Page;

            await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");
            await page.Button("Camera").ClickAsync();

            var answer = page.GetByRole(AriaRole.Region, new() { Name = "Answer" });
            await Expect(answer).ToContainTextAsync("Seat C1, standard");
            await Expect(answer).ToContainTextAsync("Valid");
            await Expect(page.GetByText("1 of 2 in")).ToBeVisibleAsync();
            Assert.Equal(
                ["C1 Door 1", "C2 -"],
                await site.Api.Database.LinesAsync(
                    """
                    SELECT seats.seat_label, tickets.admitted_door
                    FROM tickets INNER JOIN seats ON seats.seat_id = tickets.seat_id
                    WHERE tickets.showtime_id = @id
                    ORDER BY seats.seat_id
                    """,
                    ("@id", showtimeId)
                )
            );
            await Expect(page.GetByLabel("What the camera sees")).ToHaveJSPropertyAsync("paused", false);
            var audit = new AxeAudit(page);
            await audit.AuditAsync("/door, camera");
            audit.IsClean();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Two frames of a picture with a code, as YUV4MPEG2 has them: lights, and then no colour.</summary>
    private static byte[] FilmOf(string text)
    {
        using var code = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var side = modules.Count * ModuleSide;
        var (left, top) = ((Width - side) / 2, (Height - side) / 2);
        var lights = new byte[Width * Height];
        Array.Fill(lights, byte.MaxValue);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (modules[y / ModuleSide][x / ModuleSide])
                {
                    lights[((top + y) * Width) + left + x] = 0;
                }
            }
        }

        var colours = new byte[Width * Height / 2];
        Array.Fill(colours, (byte)128);
        byte[] frame = [.. "FRAME\n"u8, .. lights, .. colours];
        return [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"), .. frame, .. frame];
    }
}
