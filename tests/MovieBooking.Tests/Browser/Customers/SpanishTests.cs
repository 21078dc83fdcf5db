using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>The app in Spanish, by the browser's language and by the reader's choice.</summary>
[Collection(SharedSite.One)]
public sealed partial class SpanishTests(TestSite site)
{
    private const string Catalog = "/assets/messages-";

    private static readonly Lazy<string[]> s_english = new(EnglishTexts);

    [Fact]
    public async Task A_seat_is_found_and_booked_in_the_language_of_the_browser()
    {
        var title = Given.Unique("El último rollo");
        var movieId = await site.Api.Given.MovieAsync(title);
        var showtimeId = await site.Api.Given.ShowtimeAsync(movieId);
        var page = (await Visitor.SignedInAsync(site, new() { Locale = "es-ES" })).Page;
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/v1/", StringComparison.Ordinal))
            {
                asked.Enqueue(request.Headers.GetValueOrDefault("accept-language", ""));
            }
        };
        var audit = new AxeAudit(page);

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Próximamente" }).Or(Heading(page, "En cartelera")).First)
            .ToBeVisibleAsync();
        await AuditAsync(page, audit, "home");
        await page.GotoAsync($"/movies?q={Uri.EscapeDataString(title)}");
        await Expect(Heading(page, "Películas")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 película").First).ToBeAttachedAsync();
        await AuditAsync(page, audit, "movies");
        await page.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Funciones" })).ToBeVisibleAsync();
        await AuditAsync(page, audit, "movie");

        await page.Locator($"a[href='/showtimes/{showtimeId}']").ClickAsync();
        var seat = page.GetByRole(AriaRole.Button, new() { NameRegex = SeatName() });
        await Expect(seat).ToHaveAccessibleNameAsync("Fila E, butaca 5, estándar, 8,00 US$, libre");
        await seat.ClickAsync();
        await Expect(seat).ToHaveAccessibleNameAsync("Fila E, butaca 5, estándar, 8,00 US$, tu butaca");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tu elección" })).ToContainTextAsync("1 butaca");
        await AuditAsync(page, audit, "seats");

        await page.GetByRole(AriaRole.Button, new() { Name = "Continuar" }).ClickAsync();
        await Expect(Heading(page, "Casi tuyas")).ToBeVisibleAsync();
        await AuditAsync(page, audit, "checkout");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar reserva" }).ClickAsync();
        await Expect(Heading(page, "Reserva hecha")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("8,00 US$");
        await Expect(page.GetByRole(AriaRole.Main).GetByText(SpanishDay()).First).ToBeVisibleAsync();
        await AuditAsync(page, audit, "ticket");

        await page.GetByRole(AriaRole.Link, new() { Name = "Mis entradas" }).First.ClickAsync();
        await Expect(Heading(page, "Mis entradas")).ToBeVisibleAsync();
        await Expect(page.GetByText(title).First).ToBeVisibleAsync();
        await AuditAsync(page, audit, "tickets");

        Assert.NotEmpty(asked);
        Assert.All(asked, language => Assert.Equal("es", language));
        audit.IsClean();
    }

    [Fact]
    public async Task The_language_is_chosen_in_the_footer_and_problems_are_told_in_it()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        var page = await site.NewPageAsync();
        var catalogs = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains(Catalog, StringComparison.Ordinal))
            {
                catalogs.Enqueue(request.Url);
            }
        };
        await page.GotoAsync($"/showtimes/{showtimeId}");
        await Seat(page, "Row E, seat 5").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        // English stands where it is used: its readers load no catalog.
        Assert.Empty(catalogs);

        await page.GetByLabel("Language").SelectOptionAsync("Español");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        await Expect(Seat(page, "Fila E, butaca 5")).ToHaveAccessibleNameAsync("Fila E, butaca 5, estándar, 8,00 US$, tu butaca");
        Assert.Single(catalogs);
        var audit = new AxeAudit(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Continuar" }).ClickAsync();
        await Expect(Heading(page, "¿Cómo quieres reservar?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continuar como invitado" }).ClickAsync();
        await Expect(page.GetByText("Escribe un nombre.")).ToBeVisibleAsync();
        await AuditAsync(page, audit, "guest, wrong");

        using var rival = await site.Api.CustomerAsync();
        await rival.LockAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "E5")).JsonAsync();
        await page.GetByLabel("Nombre").FillAsync("Vera Vale");
        await page.GetByLabel("Correo").FillAsync(TestApi.Email());
        await page.GetByRole(AriaRole.Button, new() { Name = "Continuar como invitado" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Otra persona se llevó E5.");
        await AuditAsync(page, audit, "seats, lost");

        // It stays chosen, and the server speaks it as well.
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Correo").FillAsync(TestApi.Email());
        await page.GetByLabel("Contraseña", new() { Exact = true }).FillAsync(TestApi.Password);
        var refusal = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Iniciar sesión", Exact = true }).ClickAsync(),
            response => response.Url.EndsWith("/auth/login?useCookies=true", StringComparison.Ordinal)
        );
        Assert.Equal("es", await refusal.HeaderValueAsync("content-language"));
        var problem = (await refusal.JsonAsync()).GetValueOrDefault();
        Assert.Equal("La dirección de correo o la contraseña no es correcta.", problem.Text("title"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ninguna cuenta tiene este correo y contraseña.");
        await AuditAsync(page, audit, "sign-in, refused");

        await page.GetByLabel("Idioma").SelectOptionAsync("English");
        await Expect(Heading(page, "Sign in")).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        audit.IsClean();
    }

    [Fact]
    public async Task A_manager_finds_no_English_on_any_page()
    {
        var programme = await Programme.GivenAsync(site);
        using var customer = await site.Api.CustomerAsync();
        var booked = await customer.ConfirmedAsync(programme.ShowtimeId, await site.Api.Given.SeatsAsync(programme.ShowtimeId, "A1", "F1"));
        var email = await site.ManagerEmailAsync();
        var page = await site.NewPageAsync(new() { Locale = "es-ES" });
        await page.GotoAsync("/admin");
        await page.GetByLabel("Correo").FillAsync(email);
        await page.GetByLabel("Contraseña").FillAsync(TestApi.Password);
        await page.Button("Iniciar sesión").ClickAsync();
        await Expect(Heading(page, "Panel")).ToBeVisibleAsync();
        var audit = new AxeAudit(page);

        (string Path, string Title)[] pages =
        [
            ("/admin", "Panel"),
            (programme.Address, "Programación"),
            ("/admin/cinemas", "Cines"),
            ("/admin/showtimes", "Funciones"),
            ("/admin/bookings", "Reservas"),
            ($"/admin/bookings/{booked.Int("reservationId")}", $"Reserva {booked.Text("reference")}"),
            ("/admin/movies", "Películas"),
            ("/admin/movies/new", "Añadir una película"),
            ("/admin/top-movies", "Mejores películas"),
            ("/admin/tonight", "Esta noche"),
            ("/admin/admissions", "Espectadores"),
            ("/admin/import", "Importar"),
            ("/admin/fares", "Tarifas"),
            ("/admin/people", "Personas"),
            ("/admin/api-keys", "Claves de API"),
            ("/admin/vouchers", "Vales"),
            ("/admin/gift-cards", "Tarjetas regalo"),
            ("/admin/webhooks", "Webhooks"),
            ("/admin/messages", "Mensajes"),
            ("/admin/payments", "Pagos"),
            ("/admin/tills", "Cajas"),
            ("/box-office", "Taquilla"),
            ("/box-office?view=till", "Taquilla"),
            ("/box-office?view=groups", "Taquilla"),
            ("/admin/audit-log", "Registro de cambios"),
        ];
        foreach (var (path, title) in pages)
        {
            await page.GotoAsync(path);
            await Expect(Heading(page, title)).ToBeVisibleAsync();
            await Expect(page.Locator(".shimmer")).ToHaveCountAsync(0);
            Assert.True((await InEnglishAsync(page)).Length == 0, $"{path}: {string.Join(" | ", await InEnglishAsync(page))}");
            // Longer words must fit where they are closest.
            if (path is "/admin" or "/admin/cinemas" || path == programme.Address)
            {
                await audit.AuditAsync(path);
            }
        }

        audit.IsClean();
    }

    [Fact]
    public async Task A_text_left_in_English_is_found()
    {
        var page = await site.NewPageAsync(new() { Locale = "es-MX" });
        await page.GotoAsync("/find-booking");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        await Expect(page.GetByLabel("Referencia")).ToBeVisibleAsync();
        Assert.Empty(await InEnglishAsync(page));

        await page.EvaluateAsync(
            """
            () => {
              document.querySelector('h1').textContent = 'Find your booking'
              document.querySelector('main input').setAttribute('aria-label', 'Reference')
            }
            """
        );

        Assert.Equal(["Find your booking", "Reference"], await InEnglishAsync(page));
    }

    /// <summary>Looks at a page that has settled: nothing on it is English, and axe finds no fault.</summary>
    private static async Task AuditAsync(IPage page, AxeAudit audit, string state)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        Assert.True((await InEnglishAsync(page)).Length == 0, $"{state}: {string.Join(" | ", await InEnglishAsync(page))}");
        await audit.AuditAsync(state);
    }

    /// <summary>What the page shows or says to a screen reader just as the English catalog has it; words of files and of the API (code), and values as they were recorded, aside.</summary>
    private static async Task<string[]> InEnglishAsync(IPage page)
    {
        var said = await page.EvaluateAsync<string[]>(
            """
            () => {
              const texts = [document.title]
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
              while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('script, style, noscript, code, del, ins, [lang=en]')) texts.push(walk.currentNode.data)
              for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-valuetext'])
                for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name))
              return texts.map((text) => text.replace(/\s+/g, ' ').trim())
            }
            """
        );
        return [.. s_english.Value.Intersect(said, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whole texts without gaps that Spanish says otherwise.</summary>
    private static string[] EnglishTexts()
    {
        var root = PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!;
        var catalog = File.ReadAllText(Path.Combine(root, "web", "src", "locales", "es", "messages.po"));
        var texts = CatalogEntry()
            .Matches(catalog)
            .Select(entry => (English: Joined(entry.Groups["id"]), Spanish: Joined(entry.Groups["text"])))
            .Where(text => !string.Equals(text.English, text.Spanish, StringComparison.OrdinalIgnoreCase))
            .Select(text => text.English.Trim())
            .Where(text => text.Length > 1 && text.AsSpan().IndexOfAny('{', '<') < 0)
            .ToArray();
        Assert.True(texts.Length > 300, $"{texts.Length} texts");
        return texts;
    }

    private static string Joined(Group lines) =>
        string.Concat(lines.Captures.Select(line => JsonSerializer.Deserialize<string>(line.Value)));

    private static ILocator Seat(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = $"{name}, " });

    private static ILocator Heading(IPage page, string name) =>
        page.GetByRole(
            AriaRole.Heading,
            new()
            {
                Name = name,
                Exact = true,
                Level = 1,
            }
        );

    [GeneratedRegex("^Fila E, butaca 5, ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SeatName();

    [GeneratedRegex(
        "^(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo), [0-9]+ de [a-z]+",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SpanishDay();

    [GeneratedRegex(
        "^msgid (?:(?<id>\".*\")\n)+msgstr (?:(?<text>\".*\")\n?)+",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex CatalogEntry();
}
