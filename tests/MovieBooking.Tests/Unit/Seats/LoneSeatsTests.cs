using MovieBooking.Api.Seats;

namespace MovieBooking.Tests.Unit;

public sealed class LoneSeatsTests
{
    /// <summary>A row as a picture: . free, x taken, o chosen.</summary>
    [Theory]
    [InlineData("............", false)]
    [InlineData("o...........", false)]
    [InlineData(".o..........", true)]
    [InlineData("..o.........", false)]
    [InlineData("..........o.", true)]
    [InlineData("oo..........", false)]
    [InlineData(".oo.........", true)]
    [InlineData("o.o.........", true)]
    [InlineData("xo.x", false)] // one seat out of two: it cannot be avoided
    [InlineData("xo..x", false)]
    [InlineData("x.o.x", true)]
    [InlineData("xoo.x", false)] // two out of three: every block leaves one
    [InlineData("x.ox", false)]
    [InlineData(".x..o...", false)] // the lone seat at the left was there before
    [InlineData("oooooooooooo", false)]
    [InlineData(".oooooooooo.", true)]
    [InlineData("xxxxxxxxxxxx", false)]
    [InlineData("", false)]
    public void A_single_free_seat_is_left_where_another_choice_would_not(string row, bool leaves) =>
        Assert.Equal(
            leaves,
            LoneSeats.LeavesNeedlessly(
                [.. row.Select(seat => seat != 'x')],
                row.Index().Where(seat => seat.Item == 'o').Select(seat => seat.Index).ToHashSet()
            )
        );
}
