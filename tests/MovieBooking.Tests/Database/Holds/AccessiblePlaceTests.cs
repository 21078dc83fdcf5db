using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>Companion places are sold with wheelchair places, until an hour before the start.</summary>
public sealed class AccessiblePlaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int CompanionPlace = 45028;

    private readonly Given _given = new(database);

    [Fact]
    public async Task A_companion_place_is_held_and_sold_with_a_wheelchair_place_alone()
    {
        var show = await ShowAsync();
        var (user, other) = (await _given.UserAsync(), await _given.UserAsync());
        await using var session = await Show.AtAsync(database, Show.Noon);
        var before = await show.StateAsync();

        await RefusedAsync(session.LockAsync(user, show, "A2"));
        await RefusedAsync(session.LockAsync(user, show, "A2", "B1", "B2"));
        await RefusedAsync(session.CreateAsync(user, show, "A2"));
        await RefusedAsync(session.CreateAsGuestAsync("guest@example.com", show, "A2", "A3"));
        Assert.Equal(before, await show.StateAsync());

        await session.LockAsync(user, show, "A1");
        await session.LockAsync(user, show, "A2");
        await RefusedAsync(session.LockAsync(user, show, "A5"));
        await RefusedAsync(session.LockAsync(other, show, "A5"));
        await session.CreateAsync(user, show, "A1", "A2");
        await session.CreateAsGuestAsync("guest@example.com", show, "A4", "A5", "A6");
    }

    [Fact]
    public async Task What_is_kept_or_bought_already_counts_and_what_is_only_held_sells_nothing_beside_it()
    {
        var show = await ShowAsync();
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.LockAsync(user, show, "A1", "A2");

        await RefusedAsync(session.CreateAsync(user, show, "A2"));
        var first = await session.CreateAsync(user, show, "A1");
        // It may be given back yet.
        await RefusedAsync(session.CreateAsync(user, show, "A2"));
        await session.ConfirmAsync(first);
        await session.CreateAsync(user, show, "A2");
        await RefusedAsync(session.CreateAsync(user, show, "A5"));
        await session.CreateAsync(user, show, "A4", "A5");

        var guest = await session.CreateAsGuestAsync("guest@example.com", show, "A7");
        await session.ConfirmAsync(guest);
        await session.CreateAsGuestAsync("guest@example.com", show, "A8");
        await RefusedAsync(session.CreateAsGuestAsync("other@example.com", show, "A9"));
    }

    [Fact]
    public async Task A_wheelchair_place_that_ran_out_or_was_given_back_counts_no_more()
    {
        var show = await ShowAsync();
        var user = await _given.UserAsync();
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.CancelAsync(await session.CreateAsync(user, show, "A1"));
        await RefusedAsync(session.LockAsync(user, show, "A2"));

        await session.CreateAsync(user, show, "A1");
        await session.SetClockAsync(Show.Noon.AddMinutes(15));

        await RefusedAsync(session.LockAsync(user, show, "A2"));
        await RefusedAsync(session.CreateAsync(user, show, "A2"));
    }

    [Fact]
    public async Task An_hour_before_the_start_every_place_is_for_everybody()
    {
        var show = await ShowAsync();
        var user = await _given.UserAsync();
        var release = Show.Noon.AddDays(1).AddHours(-1);
        await using var session = await Show.AtAsync(database, release.AddMilliseconds(-1));
        Assert.Equal("2030-03-02 11:00:00.000000", await RefusedAsync(session.LockAsync(user, show, "A2")));

        await session.SetClockAsync(release);

        await session.LockAsync(user, show, "A2");
        await session.CreateAsync(user, show, "A2", "A5");
    }

    [Fact]
    public async Task When_they_are_for_everybody_is_a_setting() =>
        await OwnDatabase.RunAsync(async own =>
        {
            await own.ExecuteAsync("UPDATE hold_rules SET accessible_release_minutes = 1440");
            var show = await ShowAsync(own);
            await using var session = await Show.AtAsync(own, Show.Noon);

            await session.LockAsync(await new Given(own).UserAsync(), show, "A2");
        });

    [Fact]
    public async Task Twenty_requests_of_one_person_at_once_get_no_more_companion_places_than_wheelchair_places()
    {
        var show = await ShowAsync(startsAt: DateTime.UtcNow.AddDays(2));
        var user = await _given.UserAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async turn =>
                {
                    await using var session = await database.Source.OpenConnectionAsync();
                    try
                    {
                        await session.LockAsync(user, show, ((string[])["A1", "A2", "A5", "A8"])[turn % 4]);
                    }
                    catch (MySqlException refusal) when (refusal.Number == CompanionPlace) { }
                })
        );

        var held = await database.LinesAsync(
            """
            SELECT seats.accessibility, COUNT(*)
            FROM seat_locks
            INNER JOIN seats ON seats.seat_id = seat_locks.seat_id
            WHERE seat_locks.showtime_id = @id
            GROUP BY seats.accessibility
            ORDER BY seats.accessibility
            """,
            ("@id", show.Id)
        );
        Assert.Contains("wheelchair 1", held);
        Assert.DoesNotContain(held, line => line is "companion 2" or "companion 3");
    }

    private Task<Show> ShowAsync(DateTime? startsAt = null) => ShowAsync(database, startsAt);

    /// <summary>A1, A4 and A7 are wheelchair places; A2, A5, A8 and A9 are companion places.</summary>
    private static async Task<Show> ShowAsync(TestDatabase database, DateTime? startsAt = null)
    {
        var show = await Show.GivenAsync(database, startsAt);
        await database.ExecuteAsync(
            "CALL sp_set_seat_accessibility((SELECT screen_id FROM showtimes WHERE showtime_id = @id), @wheelchair, @companion)",
            ("@id", show.Id),
            ("@wheelchair", show.SeatIds("A1", "A4", "A7")),
            ("@companion", show.SeatIds("A2", "A5", "A8", "A9"))
        );
        return show;
    }

    private static Task<string> RefusedAsync(Task call) => BookingRoutines.RefusedAsync(CompanionPlace, call);
}
