using Microsoft.Playwright;
using MovieBooking.Db.Server;
using MovieBooking.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MovieBooking.Tests.Browser;

/// <summary>What a screen reader is told of the seat map, kept as a file so that no change to it goes unseen.</summary>
public sealed class SeatMapSnapshotTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Kept = "tests/MovieBooking.Tests/Browser/Accessibility/seat-map.aria.yaml";

    [Fact]
    public async Task The_seat_map_reads_as_it_did()
    {
        var showtimeId = await site.Api.Given.ShowtimeAsync();
        using var stranger = await site.Api.CustomerAsync();
        await stranger.ConfirmedAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "A1", "F5"));
        await stranger.LockSeatsAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "B1", "F6")).JsonAsync();
        var visitor = await Visitor.SignedInAsync(site);
        await visitor.Client.ConfirmedAsync(showtimeId, await site.Api.Given.SeatAsync(showtimeId, "C1"));
        await visitor.Client.LockSeatsAsync(showtimeId, await site.Api.Given.SeatsAsync(showtimeId, "E5", "F7")).JsonAsync();
        var visit = new SeatMapVisit(visitor.Page, showtimeId);
        await visit.OpenAsync();
        await visit.ExpectHeldAsync("E5");
        // One's bookings come in an answer of their own.
        await visit.ExpectAsync("C1", "your seat");
        await Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "What the seats mean" })).ToContainTextAsync("Booked by you");

        var reads = await visit.Map.AriaSnapshotAsync() + "\n";

        var root = PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!;
        var kept = Path.Combine(root, Kept);
        var expected = File.Exists(kept) ? await File.ReadAllTextAsync(kept) : "";
        if (reads != expected)
        {
            var now = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(Kept));
            await File.WriteAllTextAsync(now, reads);
            var first = reads.Split('\n').Except(expected.Split('\n'), StringComparer.Ordinal).FirstOrDefault("(a line is gone)");
            Assert.Fail($"The seat map reads otherwise than in {Kept}, first: {first}\nWhere that is meant, keep it:\ncp {now} {kept}");
        }
    }
}
