using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>How long a guest's token is good. What it opens is in <c>AccessMatrix</c>.</summary>
[Collection(SharedApi.One)]
public sealed class GuestTokenTests(TestApi api)
{
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
