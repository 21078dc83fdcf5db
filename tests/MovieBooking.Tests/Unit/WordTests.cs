using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Movies;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Tests.Unit;

/// <summary>One word for one thing: the same in the database, in JSON and in URLs.</summary>
public sealed class WordTests
{
    private static readonly JsonSerializerOptions s_json = new ServiceCollection()
        .AddJson()
        .BuildServiceProvider()
        .GetRequiredService<IOptions<JsonOptions>>()
        .Value.SerializerOptions;

    [Fact]
    public void Enums_are_the_words_of_the_contract()
    {
        Says<ScreenFormat>("2D", "3D", "IMAX");
        Says<SeatClass>("standard", "premium");
        Says<MovieStatus>("open", "closed");
        Says<MovieRating>("G", "PG", "PG-13", "R", "NC-17");
        Says<SeatStatus>("available", "selected", "locked", "sold", "unavailable");
        Says<ReservationStatus>("pending", "confirmed", "cancelled", "expired");
        Says<ShowtimeStatus>("scheduled", "cancelled");
        Says<UserRole>("admin", "customer", "staff", "manager");
    }

    private static void Says<T>(params string[] words)
        where T : struct, Enum
    {
        Assert.Equal(words, Enum.GetValues<T>().Select(Word.Of));
        Assert.Equal(words, Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToElement(value, s_json).GetString()));
        Assert.All(words, word => Assert.Equal(word, Word.Of(Word.Parse<T>(word))));
    }
}
