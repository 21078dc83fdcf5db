using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What the owner of an account is told of what was done to it.</summary>
[Collection(SharedApi.Mail)]
public sealed class AccountMailTests(MailApi mail, OpenIdSite provider) : IClassFixture<OpenIdSite>
{
    private const string Me = "/api/v1/auth/me";
    private const string NewPassword = "staple battery horse";

    [Fact]
    public async Task A_new_password_and_the_end_of_the_account_are_told_and_then_the_address_is_gone()
    {
        var email = TestApi.Email();
        using var client = mail.Api.WithToken((await mail.Api.RegisterAsync(email)).Text("accessToken"));

        await client.PutAsJsonAsync($"{Me}/password", new { currentPassword = TestApi.Password, newPassword = NewPassword }).IsEmptyAsync();

        var changed = Assert.Single(await mail.Server.ToAsync(email));
        Assert.Equal("Your password has changed", changed.Subject);
        Assert.Contains($"{MailApi.Site}/forgot-password", changed.TextBody, StringComparison.Ordinal);
        Assert.Contains(email, changed.HtmlBody, StringComparison.Ordinal);

        await client
            .PostAsJsonAsync($"{Me}/delete", new { password = TestApi.Password })
            .ProblemAsync(400, "validation_failed", "password");
        await client.PostAsJsonAsync($"{Me}/delete", new { password = NewPassword }).IsEmptyAsync();

        var deleted = (await mail.Server.ToAsync(email, 2))[1];
        Assert.Equal("Your account is deleted", deleted.Subject);
        Assert.Equal("Some Body", deleted.To.Single().Name);
        Assert.DoesNotContain("Tickets that you have", deleted.TextBody, StringComparison.Ordinal);
        await Wait.UntilAsync(async () =>
            await mail.Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE recipient = @email OR payload LIKE '%Some Body%'",
                ("@email", email)
            ) == 0
        );
    }

    [Fact]
    public async Task Whoever_keeps_bookings_is_told_what_that_means_and_hears_nothing_more_of_them()
    {
        var email = TestApi.Email();
        using var client = mail.Api.WithToken((await mail.Api.RegisterAsync(email)).Text("accessToken"));
        var showtimeId = await mail.Api.Given.ShowtimeAsync();
        var booking = await client.ConfirmedAsync(showtimeId, await mail.Api.Given.SeatAsync(showtimeId, "A1"));
        await mail.Server.ToAsync(email);

        await client.PostAsJsonAsync($"{Me}/delete", new { password = TestApi.Password, keepBookings = true }).IsEmptyAsync();

        Assert.Contains("let you in as before", (await mail.Server.ToAsync(email, 2))[1].TextBody, StringComparison.Ordinal);
        using var admin = await mail.Api.AdminAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{showtimeId}?cancelBookings=true").IsEmptyAsync();
        await mail.BecomeAsync(booking.Int("reservationId"), "bookingConfirmed sent", "showtimeCancelled dropped");
        Assert.Equal(2, (await mail.Server.ToAsync(email, 2)).Count);
    }

    [Fact]
    public async Task A_passkey_that_is_added_or_removed_is_told_to_whom_the_account_is_of()
    {
        var email = TestApi.Email();
        using var client = mail.Api.WithToken((await mail.Api.RegisterAsync(email)).Text("accessToken"));
        using var passkey = new SoftwarePasskey { Origin = MailApi.Site };

        var added = await passkey.AddAsync(client);
        await client
            .PostAsJsonAsync($"{SoftwarePasskey.Own}/{added.Int("passkeyId")}/remove", new { password = TestApi.Password })
            .IsEmptyAsync();

        var told = await mail.Server.ToAsync(email, 2);
        Assert.Equal(["A passkey was added", "A passkey was removed"], told.Select(one => one.Subject).Order(StringComparer.Ordinal));
        Assert.All(told, one => Assert.Contains($"{MailApi.Site}/forgot-password", one.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_at_a_provider_that_is_connected_or_disconnected_is_told_to_whom_the_account_is_of()
    {
        using var known = provider.KnownTo(mail.Api);
        var email = TestApi.Email();
        using var client = mail.Api.WithToken((await mail.Api.RegisterAsync(email)).Text("accessToken"));

        // Nobody has shown whose the address is: the provider vouches for another one, and then for this.
        await provider.ConnectAsync(client, provider.Person()).ProblemAsync(409, "prove_address_first");
        await provider.ConnectAsync(client, provider.Person(email)).JsonAsync();
        await client.PostAsJsonAsync($"{OpenIdCalls.Own}/{OpenIdSite.Name}/remove", new { password = TestApi.Password }).IsEmptyAsync();

        var told = await mail.Server.ToAsync(email, 2);
        Assert.Equal(["A login was connected", "A login was disconnected"], told.Select(one => one.Subject).Order(StringComparer.Ordinal));
    }

    /// <summary>Of a sign-in from where nobody has signed in to the account before (ASVS 6.3.5), once in an hour; whoever signs in is answered alike.</summary>
    [Fact]
    public async Task A_sign_in_from_an_unknown_browser_is_told_to_whom_the_account_is_of_and_one_from_a_known_one_is_not()
    {
        var owner = await mail.Api.GuardedAsync();
        var (own, other) = (Browser("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"), Browser("evil.example/1.0"));

        // Who registers is told nothing, nor who comes back with the same browser.
        var registered = TestApi.Email();
        await own.PostAsJsonAsync(
                "/api/v1/auth/register?useCookies=true",
                new
                {
                    email = registered,
                    password = TestApi.Password,
                    displayName = "Robin",
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        await LoginAsync(own, registered).JsonAsync();
        Assert.Equal(0, await ToldAsync(registered));

        await LoginAsync(other, registered, "wrong password").ProblemAsync(401, "invalid_credentials");
        Assert.Equal(0, await ToldAsync(registered));
        await LoginAsync(other, registered).JsonAsync();
        await LoginAsync(other, registered).JsonAsync();
        Assert.Equal(1, await ToldAsync(registered));
        // Nor is a mailbox filled by browsers without end.
        await LoginAsync(Browser("another.example/1.0"), registered).JsonAsync();
        Assert.Equal(1, await ToldAsync(registered));
        var told = Assert.Single(await mail.Server.ToAsync(registered));
        Assert.Equal("A new sign-in to your account", told.Subject);
        Assert.Contains($"{MailApi.Site}/forgot-password", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", told.TextBody, StringComparison.Ordinal);

        // With a second factor: when it was shown, and not before.
        var challenge = (await LoginAsync(own, owner.Email).ProblemAsync(401, "second_factor_required")).Text("challenge");
        Assert.Equal(0, await ToldAsync(owner.Email));
        await own.FinishAsync(challenge, owner.App.Code(1)).JsonAsync();
        Assert.Equal(1, await ToldAsync(owner.Email));
        // Beside the mail that the factor is on.
        Assert.Contains(
            await mail.Server.ToAsync(owner.Email, 2),
            one => one.TextBody!.Contains("(Firefox, Linux)", StringComparison.Ordinal)
        );

        HttpClient Browser(string agent)
        {
            var client = mail.Api.CreateClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
            return client;
        }

        static Task<HttpResponseMessage> LoginAsync(HttpClient client, string email, string password = TestApi.Password) =>
            client.PostAsJsonAsync("/api/v1/auth/login?useCookies=true", new { email, password });

        Task<int> ToldAsync(string email) =>
            mail.Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE kind = 'newDevice' AND recipient = @email",
                ("@email", email)
            );
    }
}
