using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Reservations that can no longer be confirmed or cancelled; the refusal writes nothing.</summary>
public sealed class RefusedReservationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int ShowtimeCancelled = 45002;
    private const int Started = 45003;
    private const int Unknown = 45020;
    private const int Expired = 45021;
    private const int Cancelled = 45022;

    private readonly Given _given = new(database);

    [Fact]
    public async Task An_unknown_reservation_is_refused()
    {
        await using var noon = await Show.AtAsync(database, Show.Noon);

        await BookingRoutines.RefusedAsync(Unknown, noon.ConfirmAsync(999_999));
        await BookingRoutines.RefusedAsync(Unknown, noon.CancelAsync(999_999));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_expired_reservation_is_refused_whether_or_not_its_seats_have_been_cleared(bool cancel)
    {
        var (show, id) = await PendingAsync();
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(15));

        await WritesNothingAsync(Expired, show, () => cancel ? session.CancelAsync(id) : session.ConfirmAsync(id));
        await session.LockAsync(await _given.UserAsync(), show, "A1");
        await WritesNothingAsync(Expired, show, () => cancel ? session.CancelAsync(id) : session.ConfirmAsync(id));
    }

    [Fact]
    public async Task A_cancelled_reservation_cannot_be_confirmed()
    {
        var (show, id) = await PendingAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.CancelAsync(id);

        await WritesNothingAsync(Cancelled, show, () => noon.ConfirmAsync(id));
    }

    [Fact]
    public async Task A_reservation_of_a_cancelled_showtime_cannot_be_confirmed_but_cancelled()
    {
        var (show, id) = await PendingAsync();
        await using var noon = await Show.AtAsync(database, Show.Noon);
        await noon.ExecuteAsync("UPDATE showtimes SET status = 'cancelled' WHERE showtime_id = @id", ("@id", show.Id));

        await WritesNothingAsync(ShowtimeCancelled, show, () => noon.ConfirmAsync(id));
        await noon.CancelAsync(id);
    }

    [Fact]
    public async Task A_show_that_has_started_is_sold_no_more_though_the_seats_are_kept()
    {
        var (show, id) = await PendingAsync(Show.Noon.AddMinutes(5));
        await using var session = await Show.AtAsync(database, Show.Noon.AddMinutes(5));

        await WritesNothingAsync(Started, show, () => session.ConfirmAsync(id));
    }

    [Fact]
    public async Task A_sale_cannot_be_cancelled_once_the_show_has_started()
    {
        var (show, id) = await PendingAsync(Show.Noon.AddMinutes(5));
        await using var session = await Show.AtAsync(database, Show.Noon);
        await session.ConfirmAsync(id);

        await session.SetClockAsync(Show.Noon.AddMinutes(5));
        await WritesNothingAsync(Started, show, () => session.CancelAsync(id));
    }

    private async Task<(Show Show, int ReservationId)> PendingAsync(DateTime? startsAt = null)
    {
        var show = await Show.GivenAsync(database, startsAt);
        await using var noon = await Show.AtAsync(database, Show.Noon);
        return (show, await noon.CreateAsync(await _given.UserAsync(), show, "A1"));
    }

    private static async Task WritesNothingAsync(int error, Show show, Func<Task> call)
    {
        var before = await show.StateAsync();
        await BookingRoutines.RefusedAsync(error, call());
        Assert.Equal(before, await show.StateAsync());
    }
}
