using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The door of a cinema whose network fails.</summary>
[Collection(SharedSite.Two)]
public sealed class DoorOfflineTests(TestSite site)
{
    private static readonly BrowserNewContextOptions s_phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        ServiceWorkers = ServiceWorkerPolicy.Allow,
    };

    [Fact]
    public async Task Without_a_network_it_goes_by_its_list_and_tells_afterwards_whom_it_let_in()
    {
        var database = site.Api.Database;
        var cinemaId = await site.Api.Given.CinemaAsync();
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var showtimeId = await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2));
        using var customer = site.Api.SignedIn(await site.Api.Given.UserAsync(), UserRole.Customer);
        var booking = await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3", "C4"));
        var read = await customer.GetAsync($"/api/v1/reservations/{booking.Int("reservationId")}").JsonAsync();
        var tokens = read.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.Text("token")).ToList();
        var person = await Visitor.SignedInAsync(site, s_phone);
        using var admin = await site.Api.AdminAsync();
        var userId = await database.ScalarAsync<int>("SELECT user_id FROM users WHERE email = @email", ("@email", person.Email));
        await admin
            .PutAsJsonAsync($"/api/v1/admin/people/{userId}/role", new { role = "staff", cinemaIds = new[] { cinemaId } })
            .JsonAsync();

        var page = person.Page;
        var audit = new AxeAudit(page);
        var answer = page.GetByRole(AriaRole.Region, new() { Name = "Answer" });
        await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");
        await Expect(page.GetByText("4 tickets are kept for a loss of the network")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(({ active }) => active !== null)"));
        Assert.Equal([(false, "ArrayBuffer")], await KeptAsync(page));

        await page.ScanAsync(tokens[2]);
        await Expect(answer).ToContainTextAsync("Seat C3, standard");

        // Both: a page that is loaded again may send something before it is cut off.
        await page.Context.RouteAsync("**/api/**", route => route.AbortAsync("internetdisconnected"));
        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("No network. Tickets are checked by the list of")).ToBeVisibleAsync();
        await page.ScanAsync(tokens[0]);
        await Expect(answer).ToContainTextAsync("Valid");
        await Expect(answer).ToContainTextAsync("Seat C1, standard");
        await Expect(page.GetByText("1 admission is told later.")).ToBeVisibleAsync();
        await page.ScanAsync(tokens[0]);
        await Expect(answer).ToContainTextAsync("Used already");
        await page.ScanAsync(DoorDesk.Forged(tokens[0]));
        await Expect(answer).ToContainTextAsync("Not on the list");
        await page.ScanAsync(booking.Text("reference"));
        await page.Button("Admit C2").ClickAsync();
        await Expect(answer).ToContainTextAsync("Seat C2, standard");
        // Let in after the list was read.
        await page.ScanAsync(tokens[2]);
        await Expect(answer).ToContainTextAsync("Used already");
        await page.ScanAsync(tokens[3]);
        await Expect(answer).ToContainTextAsync("Seat C4, standard");
        await page.Button("Undo C4").ClickAsync();
        await Expect(answer).ToContainTextAsync("Undone");
        await audit.AuditAsync("/door, no network");

        // A phone may throw the page away meanwhile and spoil another show's list, and another door lets in with the same ticket.
        await KeepSpoiltAsync(page);
        await page.ReloadAsync();
        await Expect(page.GetByText("2 admissions are told later.")).ToBeVisibleAsync();
        await page.ScanAsync(tokens[1]);
        await Expect(answer).ToContainTextAsync("Used already");
        await admin
            .PostAsJsonAsync($"/api/v1/door/showtimes/{showtimeId}/admissions", new { door = "Door 9", token = tokens[1] })
            .JsonAsync();
        Assert.Equal(["C1 -", "C2 Door 9", "C3 Door 1", "C4 -"], await DoorsAsync(showtimeId));
        var back = await database.ScalarAsync<DateTime>("SELECT UTC_TIMESTAMP(6)");
        await page.Context.UnrouteAsync("**/api/**");
        await page.Context.SetOfflineAsync(false);

        var doubtful = page.GetByRole(AriaRole.Region, new() { Name = "Let in here without a network" });
        await Expect(doubtful).ToContainTextAsync("C2 Used already");
        await Expect(doubtful).ToContainTextAsync("Door 9");
        await Expect(page.GetByText("3 of 4 in")).ToBeVisibleAsync();
        Assert.Equal(["C1 Door 1", "C2 Door 9", "C3 Door 1", "C4 -"], await DoorsAsync(showtimeId));
        Assert.True(
            await database.ScalarAsync<DateTime>(
                "SELECT admitted_at FROM tickets WHERE ticket_id = @id",
                ("@id", read.GetProperty("tickets")[0].Int("ticketId"))
            ) < back
        );
        await audit.AuditAsync("/door, doubtful");
        audit.IsClean();
        await page.Button("I have seen them").ClickAsync();
        await Expect(doubtful).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Account of Vera Vale" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out.", new() { Exact = true })).ToBeVisibleAsync();
        await Wait.UntilAsync(async () => (await KeptAsync(page)).Length == 0);
    }

    [Fact]
    public async Task A_list_that_the_server_did_not_sign_so_or_for_this_show_is_not_used_and_the_page_says_so()
    {
        const string Changed = "A list of tickets is not as the server signed it. It is not used.";
        var (cinemaId, showtimeId) = await site.Api.NearShowAsync();
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        var otherId = await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(2));
        using var customer = site.Api.SignedIn(await site.Api.Given.UserAsync(), UserRole.Customer);
        await customer.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "C1"));
        var page = (await site.ClerkAsync(cinemaId, s_phone)).Page;
        var audit = new AxeAudit(page);
        var (askedId, seat) = (showtimeId, "C2");
        await page.Context.RouteAsync(
            $"**/door/showtimes/{showtimeId}/list",
            async route =>
            {
                var answer = await route.FetchAsync(new() { Url = route.Request.Url.Replace($"/{showtimeId}/", $"/{askedId}/") });
                await route.FulfillAsync(
                    new()
                    {
                        Headers = new Dictionary<string, string>
                        {
                            ["Content-Type"] = "application/json",
                            ["List-Signature"] = answer.Headers["list-signature"],
                        },
                        BodyBytes = Encoding.UTF8.GetBytes((await answer.TextAsync()).Replace("\"C1\"", $"\"{seat}\"")),
                    }
                );
            }
        );

        // On its way.
        await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");
        await Expect(page.GetByText(Changed)).ToBeVisibleAsync();
        Assert.Empty(await KeptAsync(page));
        await audit.AuditAsync("/door, changed list");
        (askedId, seat) = (otherId, "C1");
        await page.ReloadAsync();
        await Expect(page.GetByText("A list of tickets of another show came. It is not used.")).ToBeVisibleAsync();
        Assert.Empty(await KeptAsync(page));
        askedId = showtimeId;
        await page.ReloadAsync();
        await Expect(page.GetByText("1 ticket is kept for a loss of the network")).ToBeVisibleAsync();
        await Expect(page.GetByText("It is not used.")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(({ active }) => active !== null)"));
        await Wait.UntilAsync(async () => (await KeptAsync(page)).Length == 1);

        // On the device, by a script that may use its key.
        await page.Context.SetOfflineAsync(true);
        Assert.True(await ChangeKeptAsync(page));
        await page.ReloadAsync();
        await Expect(page.GetByText(Changed)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Showtime")).ToHaveCountAsync(0);
        await audit.AuditAsync("/door, changed list and no network");
        audit.IsClean();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("1 ticket is kept for a loss of the network")).ToBeVisibleAsync();
        await Expect(page.GetByText(Changed)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_list_is_gone_after_the_show_also_on_a_device_that_never_had_a_network_again()
    {
        var cinemaId = await site.Api.Given.CinemaAsync();
        var screenId = await site.Api.Given.ScreenAsync(cinemaId: cinemaId);
        // Till 40 minutes from now.
        var showtimeId = await site.Api.Given.ShowtimeAsync(screenId: screenId, startsAt: DateTime.UtcNow.AddHours(-1));
        var page = (await site.ClerkAsync(cinemaId, s_phone)).Page;
        await page.AddInitScriptAsync(
            "const now = Date.now.bind(Date); Date.now = () => now() + 60_000 * Number(localStorage.getItem('minutes-ahead'))"
        );
        await page.GotoAsync($"/door?cinema={cinemaId}&showtime={showtimeId}");
        await Expect(page.GetByText("tickets are kept for a loss of the network")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(({ active }) => active !== null)"));
        await page.Context.SetOfflineAsync(true);

        await AheadAsync(30);
        await Expect(page.GetByText("No network. Tickets are checked by the list of")).ToBeVisibleAsync();
        Assert.Single(await KeptAsync(page));

        await AheadAsync(45);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();
        await Wait.UntilAsync(async () => (await KeptAsync(page)).Length == 0);

        async Task AheadAsync(int minutes)
        {
            await page.EvaluateAsync($"localStorage.setItem('minutes-ahead', {minutes})");
            await page.ReloadAsync();
        }
    }

    private Task<IReadOnlyList<string>> DoorsAsync(int showtimeId) =>
        site.Api.Database.LinesAsync(
            """
            SELECT seats.seat_label, tickets.admitted_door
            FROM tickets INNER JOIN seats ON seats.seat_id = tickets.seat_id
            WHERE tickets.showtime_id = @id
            ORDER BY seats.seat_id
            """,
            ("@id", showtimeId)
        );

    /// <summary>Keeps one more list, as of another show, that no key opens.</summary>
    private static async Task KeepSpoiltAsync(IPage page) =>
        await page.EvaluateAsync(
            """
            () => new Promise((done) => {
              const open = indexedDB.open('door')
              open.onsuccess = () => {
                const lists = open.result.transaction('lists', 'readwrite').objectStore('lists')
                const all = lists.getAll()
                all.onsuccess = () => {
                  lists.put({ ...all.result[0], list: all.result[0].list.slice(1) }, 1_000_000).onsuccess = () => {
                    open.result.close()
                    done()
                  }
                }
              }
            })
            """
        );

    /// <summary>Puts another seat into the one list on the device.</summary>
    private static Task<bool> ChangeKeptAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            """
            async () => {
              const done = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)))
              const database = await done(indexedDB.open('door'))
              const lists = (mode) => database.transaction('lists', mode).objectStore('lists')
              const [id] = await done(lists('readonly').getAllKeys())
              const kept = await done(lists('readonly').get(id))
              const by = { name: 'AES-GCM', iv: kept.iv }
              const text = new TextDecoder().decode(await crypto.subtle.decrypt(by, kept.key, kept.list))
              const changed = text.replace('C1', 'C2')
              kept.list = await crypto.subtle.encrypt(by, kept.key, new TextEncoder().encode(changed))
              await done(lists('readwrite').put(kept, id))
              database.close()
              return changed !== text
            }
            """
        );

    /// <summary>Of each list on the device: whether its key can be read, and what the list is kept as.</summary>
    private static async Task<(bool IsReadable, string Type)[]> KeptAsync(IPage page) => [.. (
                await page.EvaluateAsync<JsonElement>(
                    """
                    () => new Promise((done) => {
                      const open = indexedDB.open('door')
                      open.onsuccess = () => {
                        const all = open.result.transaction('lists').objectStore('lists').getAll()
                        all.onsuccess = () => {
                          open.result.close()
                          done(all.result.map(({ key, list }) => [key.extractable, list.constructor.name]))
                        }
                      }
                    })
                    """
                )
            ).EnumerateArray().Select(kept => (kept[0].GetBoolean(), kept[1].GetString()!))];
}
