using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Guests share a budget of seats with those of their address, as the known proxy tells it.</summary>
[Collection(SharedApi.One)]
public sealed class GuestAddressTests(TestApi api)
{
    [Fact]
    public async Task Guests_of_one_address_are_told_when_to_come_again_and_others_book()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(
            showtimeId,
            [.. Enumerable.Range(1, 12).SelectMany(column => new[] { $"A{column}", $"B{column}", $"C{column}" })]
        );
        using var application = Application();
        using var client = application.CreateClient();

        var first = await From("198.51.100.1")
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[..10])
            .JsonAsync(HttpStatusCode.Created);
        using var answer = await From("198.51.100.1").ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[10]);
        Assert.InRange(answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var refused = await answer.ProblemAsync(409, "address_limit");
        Assert.Equal("Come again in 15 min: then you can choose again.", refused.Text("detail"));
        Assert.InRange(
            refused.GetProperty("retryAt").GetDateTimeOffset(),
            DateTimeOffset.UtcNow.AddMinutes(14),
            DateTimeOffset.UtcNow.AddMinutes(16)
        );
        // What the proxy did not say is not believed.
        await From("203.0.113.9, 198.51.100.1")
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[10])
            .ProblemAsync(409, "address_limit");
        await From("198.51.100.2").ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[10]).JsonAsync(HttpStatusCode.Created);

        // A customer has a whole /64.
        await From("2001:db8:1:2::1")
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[11..21])
            .JsonAsync(HttpStatusCode.Created);
        await From("2001:db8:1:2:ffff::2")
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[21])
            .ProblemAsync(409, "address_limit");
        await From("2001:db8:1:3::1").ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[21]).JsonAsync(HttpStatusCode.Created);

        // Who signs in is no guest, and what is confirmed waits for nobody.
        using var customer = await api.CustomerAsync();
        await customer.PendingAsync(showtimeId, seats[22]);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first.Text("accessToken"));
        await client
            .PostAsync($"{IdempotencyCalls.Reservations}/{first.GetProperty("reservationId").GetInt32()}/confirm", null)
            .JsonAsync();
        client.DefaultRequestHeaders.Authorization = null;
        await From("198.51.100.1").ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, seats[23]).JsonAsync(HttpStatusCode.Created);
        Assert.Empty(await api.Database.LinesAsync("SELECT guest_address FROM guest_networks WHERE guest_address LIKE '%198%'"));

        HttpClient From(string address)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            return client;
        }
    }

    [Fact]
    public async Task Those_who_sign_in_share_it_with_them_even_when_all_come_at_once()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seats = await api.Given.SeatsAsync(
            showtimeId,
            [.. Enumerable.Range(1, 12).SelectMany(column => new[] { $"A{column}", $"B{column}", $"C{column}", $"D{column}" })]
        );
        using var application = Application();
        var crowd = new List<HttpClient>();
        for (var number = 0; number < 12; number++)
        {
            crowd.Add(await CustomerAsync("198.51.100.20"));
        }

        var answers = await Task.WhenAll(
            crowd.Select(
                (customer, number) =>
                    customer.PostAsJsonAsync(
                        $"/api/v1/showtimes/{showtimeId}/seats/lock",
                        new { seatIds = seats[(number * 3)..((number * 3) + 3)] }
                    )
            )
        );
        var held = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.InRange(held, 0, 3);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await Task.FromResult(refused).ProblemAsync(409, "address_limit");
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        // Alone, one after another, they get all of it, and a guest no more.
        var free = seats[36..];
        for (var seat = held * 3; seat < 10; seat++)
        {
            await crowd[seat].LockAsync(showtimeId, free[seat]).JsonAsync();
        }

        // What one holds one may hold, and book.
        await crowd[9].LockAsync(showtimeId, free[9]).JsonAsync();
        await crowd[9].ReserveAsync(showtimeId, free[9]).JsonAsync(HttpStatusCode.Created);
        await crowd[11].LockAsync(showtimeId, free[10]).ProblemAsync(409, "address_limit");
        await crowd[11].ReserveAsync(showtimeId, free[10]).ProblemAsync(409, "address_limit");
        using var guest = application.CreateClient();
        guest.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.20");
        await guest.ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, free[10]).ProblemAsync(409, "address_limit");
        using var elsewhere = await CustomerAsync("198.51.100.21");
        await elsewhere.LockAsync(showtimeId, free[10]).JsonAsync();
        // A private network's is nobody's in particular.
        using var unknown = await CustomerAsync("192.168.1.20");
        await unknown.LockAsync(showtimeId, free[11]).JsonAsync();

        crowd.ForEach(customer => customer.Dispose());

        async Task<HttpClient> CustomerAsync(string address)
        {
            using var known = await api.CustomerAsync();
            var customer = application.CreateClient();
            customer.DefaultRequestHeaders.Authorization = known.DefaultRequestHeaders.Authorization;
            customer.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            return customer;
        }
    }

    private WebApplicationFactory<Program> Application() =>
        api.WithWebHostBuilder(host =>
            host.UseSetting("Holds:SeatsPerAddress", "10").UseSetting("Proxy:KnownNetworks", CallFrom.Proxy).UseCaller(CallFrom.Proxy)
        );
}
