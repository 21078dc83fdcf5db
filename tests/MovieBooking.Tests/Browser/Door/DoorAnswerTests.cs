using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>How a door tells whoever keeps it what a ticket is worth.</summary>
[Collection(SharedSite.Two)]
public sealed class DoorAnswerTests(TestSite site)
{
    /// <summary>Writes down what shakes and what is heard, in place of a phone that does it.</summary>
    private const string Recorder = """
        const told = (window.told = [])
        Object.defineProperty(Navigator.prototype, 'vibrate', { value: (pattern) => told.push(`shakes for ${pattern}`) > 0 })
        const node = (own) => ({
          ...own,
          connect(next) {
            this.next = next
            return next
          },
        })
        window.AudioContext = class {
          currentTime = 0
          destination = node({})
          resume() {
            return Promise.resolve()
          }
          createGain() {
            return node({ gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } })
          }
          createOscillator() {
            const { destination } = this
            return node({
              frequency: { value: 0 },
              start() {
                if (this.next?.next === destination) told.push(`sounds at ${this.frequency.value}`)
              },
              stop() {},
            })
          }
        }
        """;

    [Fact]
    public async Task Each_answer_has_words_of_its_own_and_who_is_refused_looks_unlike_who_is_let_in()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        var start = await site.Api.Database.ScalarAsync<DateTime>(
            "SELECT start_time FROM showtimes WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var sameDay = await site.Api.Given.ShowtimeAsync(await site.Api.Given.MovieAsync("Wharf Rats"), screenId, start);
        var otherDay = await site.Api.Given.ShowtimeAsync(await site.Api.Given.MovieAsync("Quayside"), screenId, start.AddDays(2));
        var day = TimeZoneInfo.ConvertTimeFromUtc(start.AddDays(2), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var name = Given.Unique("Far Cinema");
        var farScreen = await site.Api.Given.ScreenAsync(cinemaId: await site.Api.Given.CinemaAsync(name: name));
        var elsewhere = await site.Api.Given.ShowtimeAsync(screenId: farScreen, startsAt: start);
        using var customer = await site.Api.CustomerAsync();
        var (_, token) = await SoldAsync(customer, showtimeId, "C1");
        var (cancelled, cancelledToken) = await SoldAsync(customer, showtimeId, "D1");
        await customer.CancelAsync(cancelled).JsonAsync();
        var (refunded, refundedToken) = await SoldAsync(customer, showtimeId, "D2");
        await customer.CancelAsync(refunded).JsonAsync();
        await site.Api.RefundAsync(refunded.Int("reservationId"));
        var pending = await customer.PendingAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "D3"));
        (string Code, string Words, string Detail)[] refusals =
        [
            (token, "Used already", "Seat C1, standard. In since "),
            ((await SoldAsync(customer, sameDay, "C1")).Token, "Wrong showtime", "It is for Wharf Rats, "),
            (
                (await SoldAsync(customer, otherDay, "C1")).Token,
                "Wrong day",
                $"It is for Quayside on {day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}, "
            ),
            ((await SoldAsync(customer, elsewhere, "C1")).Token, "Wrong cinema", $"It is for {name}, "),
            (cancelledToken, "Cancelled", "Seat D1, standard. The ticket was given back"),
            (refundedToken, "Refunded", "Seat D2, standard. The ticket was given back"),
            (pending.Text("reference"), "Not confirmed", "The booking was never confirmed"),
            ("https://example.com/another-system?ticket=1", "Unknown", "This is no ticket of ours"),
            (DoorDesk.Forged(token), "Forged", "It looks like a ticket of ours, and is not"),
        ];
        var page = (
            await site.ClerkAsync(
                cinemaId,
                new()
                {
                    ViewportSize = new() { Width = 390, Height = 844 },
                }
            )
        ).Page;
        await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");
        var answer = page.GetByRole(AriaRole.Region, new() { Name = "Answer" });

        var ready = await LookAsync("Ready", "Scan a ticket");
        await page.ScanAsync(token);
        var accepted = await LookAsync("Valid", "Seat C1, standard");
        List<(string Colour, string Icon)> refused = [];
        foreach (var (code, words, detail) in refusals)
        {
            await page.ScanAsync(code);
            refused.Add(await LookAsync(words, detail));
        }

        // Neither by colour alone nor by shape alone, and all that are refused look alike.
        var looks = new[] { ready, accepted }.Concat(refused.Distinct()).ToList();
        Assert.Equal(3, looks.Count);
        Assert.Distinct(looks.Select(look => look.Colour));
        Assert.Distinct(looks.Select(look => look.Icon));

        async Task<(string Colour, string Icon)> LookAsync(string words, string detail)
        {
            var big = answer.GetByText(words, new() { Exact = true });
            await Expect(big).ToBeVisibleAsync();
            await Expect(answer).ToContainTextAsync(detail);
            Assert.InRange(await big.EvaluateAsync<float>("words => parseFloat(getComputedStyle(words).fontSize)"), 32, 64);
            return (
                await answer.EvaluateAsync<string>("panel => getComputedStyle(panel).backgroundColor"),
                await answer.Locator("svg").EvaluateAsync<string>("icon => icon.innerHTML")
            );
        }
    }

    [Fact]
    public async Task A_scan_is_heard_and_felt_one_way_when_it_lets_in_and_another_when_not_and_without_sound_is_felt_alone()
    {
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        using var customer = await site.Api.CustomerAsync();
        var (_, token) = await SoldAsync(customer, showtimeId, "C1");
        var page = (await site.ClerkAsync(cinemaId)).Page;
        await page.AddInitScriptAsync(Recorder);
        await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");

        var accepted = await ToldAsync(token, "Valid");
        var refused = await ToldAsync(token, "Used already");
        await page.Button("Sound").ClickAsync();
        var silent = await ToldAsync(DoorDesk.Forged(token), "Forged");
        await page.ReloadAsync();
        var stillSilent = await ToldAsync(token, "Used already");
        await page.Button("Sound").ClickAsync();
        var again = await ToldAsync("https://example.com", "Unknown");

        Assert.All(
            [accepted, refused],
            told => Assert.Collection(told, one => Assert.StartsWith("shakes", one), one => Assert.StartsWith("sounds", one))
        );
        Assert.Empty(accepted.Intersect(refused));
        Assert.Equal([refused[0]], silent);
        Assert.Equal([refused[0]], stillSilent);
        Assert.Equal(refused, again);

        async Task<string[]> ToldAsync(string code, string words)
        {
            await page.ScanAsync(code);
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Answer" })).ToContainTextAsync(words);
            return await page.EvaluateAsync<string[]>("told.splice(0)");
        }
    }

    /// <summary>A confirmed booking of one seat, and what its ticket's code says.</summary>
    private async Task<(JsonElement Booking, string Token)> SoldAsync(HttpClient customer, int showtimeId, string label)
    {
        var booking = await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, label));
        return (booking, (await customer.ReadAsync(booking)).GetProperty("tickets")[0].Text("token"));
    }
}
