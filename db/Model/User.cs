using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class User
{
    public int UserId { get; set; }

    public string Email { get; set; } = null!;

    public string PasswordHash { get; set; } = null!;

    public string DisplayName { get; set; } = null!;

    public string Role { get; set; } = null!;

    public DateTime CreatedAt { get; set; }

    public DateTime? DeletedAt { get; set; }

    public DateTime? CredentialsChangedAt { get; set; }

    public DateTime? EmailProvedAt { get; set; }

    public virtual ICollection<AccountToken> AccountTokens { get; set; } = new List<AccountToken>();

    public virtual ICollection<CounterRefund> CounterRefunds { get; set; } = new List<CounterRefund>();

    public virtual ICollection<CounterSale> CounterSales { get; set; } = new List<CounterSale>();

    public virtual ICollection<Exchange> Exchanges { get; set; } = new List<Exchange>();

    public virtual ICollection<ExternalLogin> ExternalLogins { get; set; } = new List<ExternalLogin>();

    public virtual ICollection<GroupBooking> GroupBookings { get; set; } = new List<GroupBooking>();

    public virtual ICollection<OpenidRequest> OpenidRequests { get; set; } = new List<OpenidRequest>();

    public virtual ICollection<PasskeyChallenge> PasskeyChallenges { get; set; } = new List<PasskeyChallenge>();

    public virtual ICollection<Passkey> Passkeys { get; set; } = new List<Passkey>();

    public virtual ICollection<RefreshToken> RefreshTokens { get; set; } = new List<RefreshToken>();

    public virtual ICollection<Reservation> Reservations { get; set; } = new List<Reservation>();

    public virtual ICollection<SeatLock> SeatLocks { get; set; } = new List<SeatLock>();

    public virtual SecondFactor? SecondFactor { get; set; }

    public virtual ICollection<SignInChallenge> SignInChallenges { get; set; } = new List<SignInChallenge>();

    public virtual ICollection<StaffCinema> StaffCinemas { get; set; } = new List<StaffCinema>();

    public virtual ICollection<TillShift> TillShifts { get; set; } = new List<TillShift>();

    public virtual ICollection<WaitingEntry> WaitingEntries { get; set; } = new List<WaitingEntry>();
}
