using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What the refusal of an overlap says.</summary>
public sealed class ShowtimeOverlapMessageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Overlap = 45030;
    private const int Buffer = 45031;

    private static readonly DateTime s_day = new(2030, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Given _given = new(database);

    [Theory]
    [InlineData(18, Overlap, "Overlaps with Night Train")]
    [InlineData(20, Buffer, "Less than 15 minutes from Night Train")]
    public async Task The_error_names_the_movie_in_the_way(int hour, int error, string message)
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120, "Night Train");

        Assert.Equal(message, await BookingRoutines.RefusedAsync(error, InsertAsync(screen, s_day.AddHours(hour), 60)));
    }

    [Fact]
    public async Task A_title_of_200_characters_is_shortened_and_not_an_error_of_its_own()
    {
        var screen = await NeighbourAsync(s_day.AddHours(18), 120, new string('é', 200));

        var message = await BookingRoutines.RefusedAsync(Overlap, InsertAsync(screen, s_day.AddHours(18), 60));

        Assert.Equal("Overlaps with " + new string('é', 114), message);
    }

    [Fact]
    public async Task An_overlap_is_told_before_a_show_that_is_only_too_near()
    {
        var screen = await NeighbourAsync(s_day.AddHours(16), 120, "Too Near");
        await InsertAsync(screen, s_day.AddHours(20), 60, await _given.MovieAsync("In The Way"));

        Assert.Equal("Overlaps with In The Way", await BookingRoutines.RefusedAsync(Overlap, InsertAsync(screen, s_day.AddHours(18), 150)));
    }

    private async Task<int> NeighbourAsync(DateTime startsAt, int minutes, string title)
    {
        var screen = await _given.ScreenAsync();
        await InsertAsync(screen, startsAt, minutes, await _given.MovieAsync(title));
        return screen;
    }

    private Task<int> InsertAsync(int screenId, DateTime startsAt, int minutes, int? movieId = null) =>
        _given.ShowtimeAsync(movieId, screenId, startsAt, minutes: minutes);
}
