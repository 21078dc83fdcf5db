using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Primitives;
using MovieBooking.Api.Http;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class IdempotencyHeaderTests(TestApi api)
{
    public static TheoryData<string[]> BadKeys { get; } =
    [
        [" "],
        [new string('k', 256)],
        [new string('k', 10_000)],
        ["two words"],
        ["bell\u0007"],
        ["delete\u007f"],
        ["schlüssel"],
        ["one", "two"],
    ];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_that_is_none_is_refused_and_the_header_named(string[] keys)
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatIds = new[] { await api.Given.SeatAsync(showtimeId, "A1") };
        using var customer = await api.CustomerAsync();
        var written = await api.Database.WrittenAsync();
        foreach (
            var path in new[]
            {
                IdempotencyCalls.Reservations,
                $"{IdempotencyCalls.Reservations}/1/confirm",
                $"{IdempotencyCalls.Reservations}/1/cancel",
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { showtimeId, seatIds }) };
            Assert.True(request.Headers.TryAddWithoutValidation(IdempotencyCalls.Header, keys));

            await customer.SendAsync(request).ProblemAsync(400, "validation_failed", IdempotencyCalls.Header);
        }

        Assert.Equal(written, await api.Database.WrittenAsync());
    }

    [Fact]
    public void An_empty_key_is_none()
    {
        // The test server does not pass it on.
        Assert.False(new IdempotencyHeader.Validator().Validate(new IdempotencyHeader("")).IsValid);
        Assert.True(new IdempotencyHeader.Validator().Validate(new IdempotencyHeader(default(StringValues))).IsValid);
    }

    [Theory]
    [InlineData("k")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")]
    [InlineData("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")]
    public async Task Any_visible_ASCII_will_do(string key)
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var seat = await api.Given.SeatAsync(showtimeId, "A1");

        var first = await customer.ReserveAsync(key, showtimeId, seat).TextAsync();

        Assert.StartsWith($"{(int)HttpStatusCode.Created} ", first, StringComparison.Ordinal);
        Assert.Equal(first, await customer.ReserveAsync(key, showtimeId, seat).TextAsync());
    }

    [Fact]
    public async Task The_longest_key_of_the_longest_address_fits()
    {
        var showtimeId = await api.Given.ShowtimeAsync();
        var seat = await api.Given.SeatAsync(showtimeId, "A1");
        var email = $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 62), 3))}";
        var key = new string('k', 255);

        var first = await api.CreateClient().ReserveAsGuestAsync(email, key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);
        var second = await api.CreateClient().ReserveAsGuestAsync(email, key, showtimeId, seat).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.Int("reservationId"), second.Int("reservationId"));
    }
}
