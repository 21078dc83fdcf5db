using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What a guest's token opens, and what it does not.</summary>
[Collection(SharedApi.One)]
public sealed class GuestTokenTests(TestApi api)
{
    private const string Payment = "post /api/v1/reservations/{reservationId}/payment";

    private static readonly string[] s_open =
    [
        "get /api/v1/reservations/{reservationId}",
        "get /api/v1/reservations/{reservationId}/calendar",
        "get /api/v1/reservations/{reservationId}/kinds",
        "get /api/v1/reservations/{reservationId}/tickets.pdf",
        "get /api/v1/reservations/{reservationId}/wallet/apple",
        "get /api/v1/reservations/{reservationId}/wallet/google",
        "post /api/v1/reservations/{reservationId}/confirm",
        "post /api/v1/reservations/{reservationId}/cancel",
        "post /api/v1/reservations/{reservationId}/tickets/cancel",
        "put /api/v1/reservations/{reservationId}/kinds",
        "put /api/v1/reservations/{reservationId}/voucher",
        "delete /api/v1/reservations/{reservationId}/voucher",
        Payment,
    ];

    [Fact]
    public async Task It_is_a_bad_token_on_every_other_route()
    {
        using var guest = api.WithToken((await BookAsync()).Text("accessToken"));
        var document = await api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();
        var routes = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"))
            .ToList();

        Assert.Equal(s_open.Order(StringComparer.Ordinal), routes.Intersect(s_open).Order(StringComparer.Ordinal));
        foreach (var route in routes.Except(s_open))
        {
            var (method, path) = (
                route.Split(' ')[0],
                Regex.Replace(route.Split(' ')[1], "{\\w+}", "1", RegexOptions.None, TimeSpan.FromSeconds(1))
            );
            using var answer = await guest.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Other_bookings_are_as_if_they_were_not_there()
    {
        using var guest = api.WithToken((await BookAsync()).Text("accessToken"));
        var showtimeId = await api.Given.ShowtimeAsync();
        using var user = await api.CustomerAsync();
        var users = await user.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        foreach (var other in new[] { await BookAsync(), users })
        {
            // All bookings are paid at the cinema here: what is whose need not be asked.
            foreach (var route in s_open.Where(route => route != Payment))
            {
                var path = route.Split(' ')[1].Replace("{reservationId}", $"{other.Int("reservationId")}", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), path)
                {
                    Content = new StringContent(
                        path.EndsWith("/kinds", StringComparison.Ordinal) ? """{"kinds":[]}"""
                            : path.EndsWith("/voucher", StringComparison.Ordinal) ? """{"code":"7K2MQX0D4TVB1HNS9XQ4"}"""
                            : """{"ticketIds":[1]}""",
                        new MediaTypeHeaderValue("application/json")
                    ),
                };
                await guest.SendAsync(request).ProblemAsync(404, "not_found");
            }
        }
    }

    [Fact]
    public async Task It_ends_a_day_after_the_show()
    {
        var made = await BookAsync();
        var (id, now) = (made.Int("reservationId"), DateTimeOffset.UtcNow);
        var path = $"{IdempotencyCalls.Reservations}/{id}";

        using var late = api.WithToken(Mint(id, showEndsAt: now.AddHours(-23)));
        await late.GetAsync(path).JsonAsync();
        using var tooLate = api.WithToken(Mint(id, showEndsAt: now.AddHours(-25)));
        await tooLate.GetAsync(path).ProblemAsync(401, "unauthenticated");
    }

    /// <summary>A token that was given out three days ago.</summary>
    private string Mint(int reservationId, DateTimeOffset showEndsAt) =>
        new AccessTokens(
            api.Services.GetRequiredService<SigningKeys>(),
            new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-3))
        ).MintForGuest(reservationId, showEndsAt)!;

    private async Task<JsonElement> BookAsync()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        return await api.CreateClient()
            .ReserveAsGuestAsync(TestApi.Email(), null, showtimeId, await api.Given.SeatAsync(showtimeId, "E5"))
            .JsonAsync(HttpStatusCode.Created);
    }
}
