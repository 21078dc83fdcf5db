using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class VoucherCode
{
    public int CodeId { get; set; }

    public int VoucherId { get; set; }

    public byte[] CodeHash { get; set; } = null!;

    public string Hint { get; set; } = null!;

    public virtual Voucher Voucher { get; set; } = null!;

    public virtual ICollection<VoucherTicket> VoucherTickets { get; set; } = new List<VoucherTicket>();

    public virtual ICollection<VoucherUse> VoucherUses { get; set; } = new List<VoucherUse>();
}
