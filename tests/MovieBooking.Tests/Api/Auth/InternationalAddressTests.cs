using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Whoever types a domain in its own letters or in its ASCII form is the same person, wherever addresses are taken.</summary>
[Collection(SharedApi.One)]
public sealed class InternationalAddressTests(TestApi api)
{
    [Fact]
    public async Task An_account_is_found_by_either_form_and_stored_in_ascii()
    {
        var name = Given.Unique("rita").Replace(' ', '.');
        var session = await api.RegisterAsync($"{name}@exämple.org");

        Assert.Equal($"{name}@xn--exmple-cua.org", session.GetProperty("user").Text("email"));
        await LoginAsync("login", $"{name}@xn--exmple-cua.org").JsonAsync();
        await LoginAsync("login", $"{name.ToUpperInvariant()}@EXÄMPLE.org").JsonAsync();
        await api.CreateClient()
            .PostAsJsonAsync(
                "/api/v1/auth/register",
                new
                {
                    email = $"{name}@Exämple.org",
                    password = TestApi.Password,
                    displayName = "Rita",
                }
            )
            .ProblemAsync(409, "email_taken");
    }

    [Fact]
    public async Task An_admin_signs_in_by_either_form_and_is_found_in_the_audit_log()
    {
        var email = $"{Given.Unique("olga").Replace(' ', '.')}@exämple.org";
        await api.RegisterAsync(email);
        await api.Database.ExecuteAsync(
            "UPDATE users SET role = 'admin' WHERE email = @email",
            ("@email", email.Replace("exämple", "xn--exmple-cua", StringComparison.Ordinal))
        );

        var session = await LoginAsync("admin-login", email).JsonAsync();
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("accessToken"));
        await client
            .PostAsJsonAsync(
                "/api/v1/admin/cinemas",
                new
                {
                    name = Given.Unique("Cinema"),
                    address = "1 Main Street",
                    city = "Springfield",
                    timeZone = "Europe/Berlin",
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var log = await client.GetAsync($"/api/v1/admin/audit-log?actor={Uri.EscapeDataString(email)}").JsonAsync();

        Assert.Equal(1, log.Int("total"));
    }

    [Fact]
    public async Task A_guests_booking_is_found_by_either_form()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var guest = new { email = "Gitta@EXÄMPLE.org", name = "Gitta" };
        var seatIds = new[] { await api.Given.SeatAsync(showtimeId, "A1") };
        var booked = await api.CreateClient()
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds,
                    guest,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        foreach (var email in new[] { "gitta@exämple.org", "gitta@xn--exmple-cua.org" })
        {
            var found = await api.CreateClient()
                .PostAsJsonAsync("/api/v1/reservations/lookup", new { reference = booked.Text("reference"), email })
                .JsonAsync();
            Assert.Equal(booked.Int("reservationId"), found.Int("reservationId"));
        }
    }

    [Fact]
    public async Task A_mailbox_outside_ascii_is_refused_and_told_so()
    {
        var problem = await LoginAsync("login", "ünal@example.org").ProblemAsync(400, "validation_failed", "email");

        Assert.Contains("before the @", problem.GetProperty("errors").GetProperty("email")[0].GetString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> LoginAsync(string door, string email) =>
        api.CreateClient().PostAsJsonAsync($"/api/v1/auth/{door}", new { email, password = TestApi.Password });
}
