using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Voucher
{
    public int VoucherId { get; set; }

    public string Name { get; set; } = null!;

    public string Type { get; set; } = null!;

    public decimal Value { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidUntil { get; set; }

    public int? MaxUses { get; set; }

    public int? MaxUsesPerPerson { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public virtual ICollection<VoucherCode> VoucherCodes { get; set; } = new List<VoucherCode>();

    public virtual ICollection<VoucherMovie> VoucherMovies { get; set; } = new List<VoucherMovie>();

    public virtual ICollection<Cinema> Cinemas { get; set; } = new List<Cinema>();
}
