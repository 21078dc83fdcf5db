using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class WaitingRoom
{
    public int RoomId { get; set; }

    public int? ShowtimeId { get; set; }

    public int? MovieId { get; set; }

    public int BookingMinutes { get; set; }

    public long NextPlace { get; set; }

    public long Joined { get; set; }

    public virtual Movie? Movie { get; set; }

    public virtual Showtime? Showtime { get; set; }

    public virtual ICollection<WaitingRoomRate> WaitingRoomRates { get; set; } = new List<WaitingRoomRate>();
}
