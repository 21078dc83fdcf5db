using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class WaitingRoomRate
{
    public int RoomId { get; set; }

    public long FromPlace { get; set; }

    public DateTime FromAt { get; set; }

    public int AdmissionsPerMinute { get; set; }

    public virtual WaitingRoom Room { get; set; } = null!;
}
