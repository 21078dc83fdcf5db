using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Showtime
{
    public int ShowtimeId { get; set; }

    public int MovieId { get; set; }

    public int ScreenId { get; set; }

    public DateTime StartTime { get; set; }

    public DateTime EndTime { get; set; }

    public DateOnly LocalDate { get; set; }

    public string Status { get; set; } = null!;

    public int SeatVersion { get; set; }

    public DateTime? ActiveStartTime { get; set; }

    public virtual ICollection<GroupBooking> GroupBookings { get; set; } = new List<GroupBooking>();

    public virtual Movie Movie { get; set; } = null!;

    public virtual ICollection<Reservation> Reservations { get; set; } = new List<Reservation>();

    public virtual ICollection<SalesRollup> SalesRollups { get; set; } = new List<SalesRollup>();

    public virtual Screen Screen { get; set; } = null!;

    public virtual ICollection<SeatBlock> SeatBlocks { get; set; } = new List<SeatBlock>();

    public virtual ICollection<SeatLock> SeatLocks { get; set; } = new List<SeatLock>();

    public virtual ICollection<UnpaidHold> UnpaidHolds { get; set; } = new List<UnpaidHold>();

    public virtual WaitingRoom? WaitingRoom { get; set; }
}
