using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database;

/// <summary>sp_take_lease: one holder at a time, on the database's clock.</summary>
public sealed class LeaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_lease_is_its_takers_until_it_runs_out_and_then_anybodys()
    {
        await using var session = await Show.AtAsync(database, Show.Noon);
        var name = Given.Unique("lease");

        Assert.True(await TakeAsync(session, name, "first"));
        Assert.False(await TakeAsync(session, name, "second"));
        await session.SetClockAsync(Show.Noon.AddSeconds(14.999));
        Assert.False(await TakeAsync(session, name, "second"));
        await session.SetClockAsync(Show.Noon.AddSeconds(15));
        Assert.True(await TakeAsync(session, name, "second"));
        Assert.False(await TakeAsync(session, name, "first"));
    }

    [Fact]
    public async Task Taking_it_again_renews_it()
    {
        await using var session = await Show.AtAsync(database, Show.Noon);
        var name = Given.Unique("lease");
        Assert.True(await TakeAsync(session, name, "first"));

        await session.SetClockAsync(Show.Noon.AddSeconds(10));
        Assert.True(await TakeAsync(session, name, "first"));
        await session.SetClockAsync(Show.Noon.AddSeconds(20));

        Assert.False(await TakeAsync(session, name, "second"));
        Assert.Equal(["first 2030-03-01T12:00:25"], await LinesAsync(name));
    }

    [Fact]
    public async Task Leases_of_other_names_are_other_leases()
    {
        await using var session = await Show.AtAsync(database, Show.Noon);

        Assert.True(await TakeAsync(session, Given.Unique("lease"), "first"));
        Assert.True(await TakeAsync(session, Given.Unique("lease"), "second"));
    }

    /// <summary>Otherwise nobody would sweep until the clock is where it was.</summary>
    [Fact]
    public async Task A_lease_from_before_the_clock_was_set_back_keeps_nobody_waiting()
    {
        await using var session = await Show.AtAsync(database, Show.Noon);
        var name = Given.Unique("lease");
        Assert.True(await TakeAsync(session, name, "first"));

        await session.SetClockAsync(Show.Noon.AddHours(-1));

        Assert.True(await TakeAsync(session, name, "second"));
        Assert.Equal(["second 2030-03-01T11:00:15"], await LinesAsync(name));
    }

    [Fact]
    public async Task Of_many_who_take_a_free_lease_at_once_one_has_it()
    {
        var name = Given.Unique("lease");
        var takers = new bool[12];

        await Race.RunAsync(
            database,
            takers.Length,
            async (session, number) => takers[number] = await TakeAsync(session, name, $"taker {number}")
        );

        Assert.Single(takers, taken => taken);
    }

    private static async Task<bool> TakeAsync(MySqlConnection session, string name, string holder)
    {
        await session.ExecuteAsync("CALL sp_take_lease(@name, @holder, 15, @test_taken)", ("@name", name), ("@holder", holder));
        return await session.ScalarAsync<int>("SELECT @test_taken") == 1;
    }

    private Task<IReadOnlyList<string>> LinesAsync(string name) =>
        database.LinesAsync("SELECT holder, expires_at FROM leases WHERE name = @name", ("@name", name));
}
