using MovieBooking.Api.Seats;

namespace MovieBooking.Tests.Unit;

public sealed class BestSeatsTests
{
    // A dot is a free seat, an x a taken one, w and c free places of a wheelchair and a companion; row A, at the screen, first.
    private static readonly string[] s_empty = [.. Enumerable.Repeat("............", 8)];

    [Theory]
    [InlineData(1, "F6")]
    [InlineData(2, "F6 F7")]
    [InlineData(4, "F5 F6 F7 F8")]
    // Ten in the very middle would leave a lone seat on either side; at an end of the row they leave two together.
    [InlineData(10, "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10")]
    public void In_an_empty_house_a_party_sits_in_the_middle_of_the_sixth_row(int count, string seats) =>
        Assert.Equal(seats, Find(s_empty, count));

    [Theory]
    [InlineData(false, "F4 F5")]
    [InlineData(true, "F6 F7")]
    public void Wheelchair_and_companion_places_are_found_once_they_are_for_everybody(bool isReleased, string seats) =>
        Assert.Equal(
            seats,
            Find([.. s_empty[..5], ".....wc.....", .. s_empty[..2].Select(_ => "xxxxxxxxxxxx")], 2, SeatClass.Premium, isReleased)
        );

    [Fact]
    public void A_class_is_kept_to() => Assert.Equal("E6 E7", Find(s_empty, 2, SeatClass.Standard));

    [Fact]
    public void A_block_that_leaves_a_lone_seat_gives_way_to_one_that_does_not() =>
        // In row F a party of two fits only beside a seat that nobody would want.
        Assert.Equal("H1 H2", Find([.. Enumerable.Repeat("xxxxxxxxxxxx", 5), "xxxxx...xxxx", "xxxxxxxxxxxx", "..xxxxxxxxxx"], 2));

    [Fact]
    public void A_party_is_split_over_two_rows_only_when_no_row_has_room() =>
        Assert.Equal(
            "D1 D2 E1",
            Find([.. Enumerable.Repeat("xxxxxxxxxxxx", 3), "..xxxxxxxxxx", ".xxxxxxxxxxx", .. Enumerable.Repeat("xxxxxxxxxxxx", 3)], 3)
        );

    [Fact]
    public void Rows_next_to_each_other_go_before_rows_apart() =>
        Assert.Equal("G1 H1", Find([".xxxxxxxxxxx", .. Enumerable.Repeat("xxxxxxxxxxxx", 5), ".xxxxxxxxxxx", ".xxxxxxxxxxx"], 2));

    [Fact]
    public void There_is_no_proposal_when_the_house_is_full() => Assert.Equal("", Find([.. Enumerable.Repeat("xxxxxxxxxxxx", 8)], 1));

    private static string Find(string[] house, int count, SeatClass? seatClass = null, bool isReleased = false) =>
        string.Join(' ', BestSeats.Find([.. house.Select(Row)], count, seatClass, isReleased).Select(seat => seat.Label));

    private static SeatRow Row(string seats, int index)
    {
        var letter = ((char)('A' + index)).ToString();
        var seatClass = index < 5 ? SeatClass.Standard : SeatClass.Premium;
        return new SeatRow(
            letter,
            [
                .. seats.Select(
                    (state, column) =>
                        new Seat(
                            (index * 12) + column + 1,
                            $"{letter}{column + 1}",
                            letter,
                            column + 1,
                            seatClass,
                            8m,
                            state == 'x' ? SeatStatus.Sold : SeatStatus.Available,
                            state == 'w' ? SeatAccessibility.Wheelchair
                                : state == 'c' ? SeatAccessibility.Companion
                                : null
                        )
                ),
            ]
        );
    }
}
