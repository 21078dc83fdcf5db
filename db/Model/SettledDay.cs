using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class SettledDay
{
    public int CinemaId { get; set; }

    public DateOnly SaleDate { get; set; }

    public string Format { get; set; } = null!;

    public string SeatClass { get; set; } = null!;

    public int Tickets { get; set; }

    public decimal Revenue { get; set; }

    public virtual Cinema Cinema { get; set; } = null!;
}
