using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Cinema
{
    public int CinemaId { get; set; }

    public string Name { get; set; } = null!;

    public string Address { get; set; } = null!;

    public string City { get; set; } = null!;

    public string TimeZone { get; set; } = null!;

    public int RefundMinutes { get; set; }

    public string RefundFeeKind { get; set; } = null!;

    public decimal RefundFee { get; set; }

    public string Language { get; set; } = null!;

    public virtual ICollection<CounterSale> CounterSales { get; set; } = new List<CounterSale>();

    public virtual ICollection<Screen> Screens { get; set; } = new List<Screen>();

    public virtual ICollection<SettledDay> SettledDays { get; set; } = new List<SettledDay>();

    public virtual SettledSale? SettledSale { get; set; }

    public virtual ICollection<StaffCinema> StaffCinemas { get; set; } = new List<StaffCinema>();

    public virtual ICollection<TicketKind> TicketKinds { get; set; } = new List<TicketKind>();

    public virtual ICollection<TillShift> TillShifts { get; set; } = new List<TillShift>();

    public virtual ICollection<ApiKey> Keys { get; set; } = new List<ApiKey>();

    public virtual ICollection<Voucher> Vouchers { get; set; } = new List<Voucher>();
}
