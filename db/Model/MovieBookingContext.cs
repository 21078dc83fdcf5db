using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore;

namespace MovieBooking.Db.Model;

public partial class MovieBookingContext : DbContext
{
    public MovieBookingContext(DbContextOptions<MovieBookingContext> options)
        : base(options) { }

    public virtual DbSet<AccountToken> AccountTokens { get; set; }

    public virtual DbSet<ApiKey> ApiKeys { get; set; }

    public virtual DbSet<ApiKeyReservation> ApiKeyReservations { get; set; }

    public virtual DbSet<ApiKeyUse> ApiKeyUses { get; set; }

    public virtual DbSet<AuditLog> AuditLogs { get; set; }

    public virtual DbSet<CancelledTicket> CancelledTickets { get; set; }

    public virtual DbSet<Cinema> Cinemas { get; set; }

    public virtual DbSet<CounterRefund> CounterRefunds { get; set; }

    public virtual DbSet<CounterSale> CounterSales { get; set; }

    public virtual DbSet<EventLog> EventLogs { get; set; }

    public virtual DbSet<EventPosition> EventPositions { get; set; }

    public virtual DbSet<Exchange> Exchanges { get; set; }

    public virtual DbSet<ExternalLogin> ExternalLogins { get; set; }

    public virtual DbSet<Fare> Fares { get; set; }

    public virtual DbSet<FormatMultiplier> FormatMultipliers { get; set; }

    public virtual DbSet<GiftCard> GiftCards { get; set; }

    public virtual DbSet<GiftCardUse> GiftCardUses { get; set; }

    public virtual DbSet<GroupBooking> GroupBookings { get; set; }

    public virtual DbSet<GuestHold> GuestHolds { get; set; }

    public virtual DbSet<GuestNetwork> GuestNetworks { get; set; }

    public virtual DbSet<HoldRule> HoldRules { get; set; }

    public virtual DbSet<IdempotencyKey> IdempotencyKeys { get; set; }

    public virtual DbSet<KindTicket> KindTickets { get; set; }

    public virtual DbSet<Lease> Leases { get; set; }

    public virtual DbSet<Movie> Movies { get; set; }

    public virtual DbSet<OpenidRequest> OpenidRequests { get; set; }

    public virtual DbSet<Outbox> Outboxes { get; set; }

    public virtual DbSet<Passkey> Passkeys { get; set; }

    public virtual DbSet<PasskeyChallenge> PasskeyChallenges { get; set; }

    public virtual DbSet<Payment> Payments { get; set; }

    public virtual DbSet<PaymentDifference> PaymentDifferences { get; set; }

    public virtual DbSet<Poster> Posters { get; set; }

    public virtual DbSet<PriceCurrency> PriceCurrencies { get; set; }

    public virtual DbSet<Reconciliation> Reconciliations { get; set; }

    public virtual DbSet<RecoveryCode> RecoveryCodes { get; set; }

    public virtual DbSet<RefreshToken> RefreshTokens { get; set; }

    public virtual DbSet<Refund> Refunds { get; set; }

    public virtual DbSet<Reservation> Reservations { get; set; }

    public virtual DbSet<SalesRollup> SalesRollups { get; set; }

    public virtual DbSet<Screen> Screens { get; set; }

    public virtual DbSet<Seat> Seats { get; set; }

    public virtual DbSet<SeatBlock> SeatBlocks { get; set; }

    public virtual DbSet<SeatChangeEvent> SeatChangeEvents { get; set; }

    public virtual DbSet<SeatLock> SeatLocks { get; set; }

    public virtual DbSet<SecondFactor> SecondFactors { get; set; }

    public virtual DbSet<SettledDay> SettledDays { get; set; }

    public virtual DbSet<SettledSale> SettledSales { get; set; }

    public virtual DbSet<SettledUntil> SettledUntils { get; set; }

    public virtual DbSet<Showtime> Showtimes { get; set; }

    public virtual DbSet<SignInChallenge> SignInChallenges { get; set; }

    public virtual DbSet<SignInFailure> SignInFailures { get; set; }

    public virtual DbSet<StaffCinema> StaffCinemas { get; set; }

    public virtual DbSet<Ticket> Tickets { get; set; }

    public virtual DbSet<TicketKind> TicketKinds { get; set; }

    public virtual DbSet<TillShift> TillShifts { get; set; }

    public virtual DbSet<UnpaidHold> UnpaidHolds { get; set; }

    public virtual DbSet<User> Users { get; set; }

    public virtual DbSet<VActiveShowtime> VActiveShowtimes { get; set; }

    public virtual DbSet<VActiveShowtimesDetail> VActiveShowtimesDetails { get; set; }

    public virtual DbSet<VAdminRevenueSummary> VAdminRevenueSummaries { get; set; }

    public virtual DbSet<VAvailableSeat> VAvailableSeats { get; set; }

    public virtual DbSet<VGiftCardUse> VGiftCardUses { get; set; }

    public virtual DbSet<VMovieDailySale> VMovieDailySales { get; set; }

    public virtual DbSet<VOccupiedTimeslot> VOccupiedTimeslots { get; set; }

    public virtual DbSet<VPayment> VPayments { get; set; }

    public virtual DbSet<VReservation> VReservations { get; set; }

    public virtual DbSet<VSeatMap> VSeatMaps { get; set; }

    public virtual DbSet<VShowtimeOccupancy> VShowtimeOccupancies { get; set; }

    public virtual DbSet<VShowtimeSale> VShowtimeSales { get; set; }

    public virtual DbSet<VShowtimesDetail> VShowtimesDetails { get; set; }

    public virtual DbSet<VTillShift> VTillShifts { get; set; }

    public virtual DbSet<VTopPerformingMovie> VTopPerformingMovies { get; set; }

    public virtual DbSet<VTotalSale> VTotalSales { get; set; }

    public virtual DbSet<Voucher> Vouchers { get; set; }

    public virtual DbSet<VoucherCode> VoucherCodes { get; set; }

    public virtual DbSet<VoucherMovie> VoucherMovies { get; set; }

    public virtual DbSet<VoucherTicket> VoucherTickets { get; set; }

    public virtual DbSet<VoucherUse> VoucherUses { get; set; }

    public virtual DbSet<WaitingEntry> WaitingEntries { get; set; }

    public virtual DbSet<WaitingRoom> WaitingRooms { get; set; }

    public virtual DbSet<WaitingRoomRate> WaitingRoomRates { get; set; }

    public virtual DbSet<Webhook> Webhooks { get; set; }

    public virtual DbSet<WebhookDelivery> WebhookDeliveries { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseCollation("utf8mb4_unicode_520_ci").HasCharSet("utf8mb4");

        modelBuilder.Entity<AccountToken>(entity =>
        {
            entity.HasKey(e => e.TokenHash).HasName("PRIMARY");

            entity.ToTable("account_tokens");

            entity.HasIndex(e => e.ExpiresAt, "ix_account_tokens_expiry");

            entity.HasIndex(
                e => new
                {
                    e.UserId,
                    e.Purpose,
                    e.ExpiresAt,
                },
                "ix_account_tokens_user"
            );

            entity.Property(e => e.TokenHash).HasMaxLength(32).IsFixedLength().HasColumnName("token_hash");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.NewEmail).HasMaxLength(254).HasColumnName("new_email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.Purpose).HasColumnType("enum('passwordReset','emailChange')").HasColumnName("purpose");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.AccountTokens)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_account_tokens_user");
        });

        modelBuilder.Entity<ApiKey>(entity =>
        {
            entity.HasKey(e => e.KeyId).HasName("PRIMARY");

            entity.ToTable("api_keys");

            entity.HasIndex(e => e.KeyHash, "uk_api_key_hash").IsUnique();

            entity.HasIndex(e => e.Prefix, "uk_api_key_prefix").IsUnique();

            entity.Property(e => e.KeyId).HasColumnType("int(11)").HasColumnName("key_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.KeyHash).HasMaxLength(32).IsFixedLength().HasColumnName("key_hash");
            entity.Property(e => e.Name).HasMaxLength(60).HasColumnName("name");
            entity
                .Property(e => e.Prefix)
                .HasMaxLength(12)
                .IsFixedLength()
                .HasColumnName("prefix")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.RevokedAt).HasMaxLength(6).HasColumnName("revoked_at");
            entity.Property(e => e.Scopes).HasMaxLength(100).HasColumnName("scopes").UseCollation("ascii_bin").HasCharSet("ascii");

            entity
                .HasMany(d => d.Cinemas)
                .WithMany(p => p.Keys)
                .UsingEntity<Dictionary<string, object>>(
                    "ApiKeyCinema",
                    r =>
                        r.HasOne<Cinema>()
                            .WithMany()
                            .HasForeignKey("CinemaId")
                            .OnDelete(DeleteBehavior.ClientSetNull)
                            .HasConstraintName("fk_api_key_cinemas_cinema"),
                    l =>
                        l.HasOne<ApiKey>()
                            .WithMany()
                            .HasForeignKey("KeyId")
                            .OnDelete(DeleteBehavior.ClientSetNull)
                            .HasConstraintName("fk_api_key_cinemas_key"),
                    j =>
                    {
                        j.HasKey("KeyId", "CinemaId").HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });
                        j.ToTable("api_key_cinemas");
                        j.HasIndex(new[] { "CinemaId" }, "ix_api_key_cinemas_cinema");
                        j.IndexerProperty<int>("KeyId").HasColumnType("int(11)").HasColumnName("key_id");
                        j.IndexerProperty<int>("CinemaId").HasColumnType("int(11)").HasColumnName("cinema_id");
                    }
                );
        });

        modelBuilder.Entity<ApiKeyReservation>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("api_key_reservations");

            entity.HasIndex(e => new { e.KeyId, e.ReservationId }, "ix_api_key_reservations_key");

            entity.Property(e => e.ReservationId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.KeyId).HasColumnType("int(11)").HasColumnName("key_id");

            entity
                .HasOne(d => d.Key)
                .WithMany(p => p.ApiKeyReservations)
                .HasForeignKey(d => d.KeyId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_api_key_reservations_key");

            entity
                .HasOne(d => d.Reservation)
                .WithOne(p => p.ApiKeyReservation)
                .HasForeignKey<ApiKeyReservation>(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_api_key_reservations_reservation");
        });

        modelBuilder.Entity<ApiKeyUse>(entity =>
        {
            entity.HasKey(e => e.KeyId).HasName("PRIMARY");

            entity.ToTable("api_key_uses");

            entity.Property(e => e.KeyId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("key_id");
            entity.Property(e => e.LastUsedAt).HasMaxLength(6).HasColumnName("last_used_at");

            entity
                .HasOne(d => d.Key)
                .WithOne(p => p.ApiKeyUse)
                .HasForeignKey<ApiKeyUse>(d => d.KeyId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_api_key_uses_key");
        });

        modelBuilder.Entity<AuditLog>(entity =>
        {
            entity.HasKey(e => e.AuditId).HasName("PRIMARY");

            entity.ToTable("audit_log");

            entity.HasIndex(e => new { e.CinemaId, e.AuditId }, "ix_audit_log_cinema");

            entity.HasIndex(e => new { e.UserEmail, e.AuditId }, "ix_audit_log_email");

            entity.HasIndex(
                e => new
                {
                    e.Entity,
                    e.EntityId,
                    e.AuditId,
                },
                "ix_audit_log_entity"
            );

            entity.HasIndex(e => new { e.KeyId, e.AuditId }, "ix_audit_log_key");

            entity.HasIndex(e => e.OccurredAt, "ix_audit_log_time");

            entity.Property(e => e.AuditId).HasColumnType("bigint(20)").HasColumnName("audit_id");
            entity.Property(e => e.Action).HasMaxLength(20).HasColumnName("action");
            entity.Property(e => e.Changes).HasColumnType("json").HasColumnName("changes");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Entity).HasMaxLength(20).HasColumnName("entity");
            entity.Property(e => e.EntityId).HasMaxLength(50).HasColumnName("entity_id");
            entity.Property(e => e.EntityLabel).HasMaxLength(400).HasColumnName("entity_label");
            entity.Property(e => e.KeyId).HasColumnType("int(11)").HasColumnName("key_id");
            entity.Property(e => e.OccurredAt).HasMaxLength(6).HasColumnName("occurred_at");
            entity.Property(e => e.UserEmail).HasMaxLength(254).HasColumnName("user_email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity.HasOne(d => d.Key).WithMany(p => p.AuditLogs).HasForeignKey(d => d.KeyId).HasConstraintName("fk_audit_log_key");
        });

        modelBuilder.Entity<CancelledTicket>(entity =>
        {
            entity.HasKey(e => e.TicketId).HasName("PRIMARY");

            entity.ToTable("cancelled_tickets");

            entity.HasIndex(e => new { e.ReservationId, e.ShowtimeId }, "ix_cancelled_tickets_reservation");

            entity.HasIndex(e => e.SeatId, "ix_cancelled_tickets_seat");

            entity.Property(e => e.TicketId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("ticket_id");
            entity.Property(e => e.CancelledAt).HasMaxLength(6).HasColumnName("cancelled_at");
            entity.Property(e => e.Price).HasPrecision(12, 3).HasColumnName("price");
            entity.Property(e => e.RefundDue).HasPrecision(12, 3).HasColumnName("refund_due");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");

            entity
                .HasOne(d => d.Seat)
                .WithMany(p => p.CancelledTickets)
                .HasForeignKey(d => d.SeatId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_cancelled_tickets_seat");

            entity
                .HasOne(d => d.Reservation)
                .WithMany(p => p.CancelledTickets)
                .HasPrincipalKey(p => new { p.ReservationId, p.ShowtimeId })
                .HasForeignKey(d => new { d.ReservationId, d.ShowtimeId })
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_cancelled_tickets_reservation");
        });

        modelBuilder.Entity<Cinema>(entity =>
        {
            entity.HasKey(e => e.CinemaId).HasName("PRIMARY");

            entity.ToTable("cinemas");

            entity.HasIndex(e => e.Name, "uk_cinema_name").IsUnique();

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Address).HasMaxLength(200).HasColumnName("address");
            entity.Property(e => e.City).HasMaxLength(100).HasColumnName("city");
            entity
                .Property(e => e.Language)
                .HasMaxLength(2)
                .HasDefaultValueSql("'en'")
                .IsFixedLength()
                .HasColumnName("language")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.Name).HasMaxLength(100).HasColumnName("name");
            entity.Property(e => e.RefundFee).HasPrecision(12, 3).HasColumnName("refund_fee");
            entity
                .Property(e => e.RefundFeeKind)
                .HasDefaultValueSql("'none'")
                .HasColumnType("enum('none','amount','percent')")
                .HasColumnName("refund_fee_kind");
            entity.Property(e => e.RefundMinutes).HasColumnType("int(11)").HasColumnName("refund_minutes");
            entity.Property(e => e.TimeZone).HasMaxLength(64).HasColumnName("time_zone");
        });

        modelBuilder.Entity<CounterRefund>(entity =>
        {
            entity.HasKey(e => e.CounterRefundId).HasName("PRIMARY");

            entity.ToTable("counter_refunds");

            entity.HasIndex(e => e.ReservationId, "ix_counter_refunds_reservation");

            entity.HasIndex(
                e => new
                {
                    e.ShiftId,
                    e.Method,
                    e.Amount,
                },
                "ix_counter_refunds_shift"
            );

            entity.HasIndex(e => e.UserId, "ix_counter_refunds_user");

            entity.Property(e => e.CounterRefundId).HasColumnType("int(11)").HasColumnName("counter_refund_id");
            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.Method).HasColumnType("enum('cash','card')").HasColumnName("method");
            entity.Property(e => e.RefundedAt).HasMaxLength(6).HasColumnName("refunded_at");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.ShiftId).HasColumnType("int(11)").HasColumnName("shift_id");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Reservation)
                .WithMany(p => p.CounterRefunds)
                .HasForeignKey(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_counter_refunds_sale");

            entity
                .HasOne(d => d.Shift)
                .WithMany(p => p.CounterRefunds)
                .HasForeignKey(d => d.ShiftId)
                .HasConstraintName("fk_counter_refunds_shift");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.CounterRefunds)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_counter_refunds_user");
        });

        modelBuilder.Entity<CounterSale>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("counter_sales");

            entity.HasIndex(e => e.CinemaId, "ix_counter_sales_cinema");

            entity.HasIndex(
                e => new
                {
                    e.ShiftId,
                    e.Method,
                    e.Amount,
                },
                "ix_counter_sales_shift"
            );

            entity.HasIndex(e => e.SoldAt, "ix_counter_sales_sold");

            entity.HasIndex(e => e.UserId, "ix_counter_sales_user");

            entity.Property(e => e.ReservationId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Given).HasPrecision(15, 3).HasColumnName("given");
            entity.Property(e => e.Method).HasColumnType("enum('cash','card')").HasColumnName("method");
            entity.Property(e => e.ShiftId).HasColumnType("int(11)").HasColumnName("shift_id");
            entity.Property(e => e.SoldAt).HasMaxLength(6).HasColumnName("sold_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.CounterSales)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_counter_sales_cinema");

            entity
                .HasOne(d => d.Reservation)
                .WithOne(p => p.CounterSale)
                .HasForeignKey<CounterSale>(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_counter_sales_reservation");

            entity
                .HasOne(d => d.Shift)
                .WithMany(p => p.CounterSales)
                .HasForeignKey(d => d.ShiftId)
                .HasConstraintName("fk_counter_sales_shift");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.CounterSales)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_counter_sales_user");
        });

        modelBuilder.Entity<EventLog>(entity =>
        {
            entity.HasKey(e => e.EventId).HasName("PRIMARY");

            entity.ToTable("event_log");

            entity.HasIndex(e => e.Position, "uk_event_position").IsUnique();

            entity.Property(e => e.EventId).HasColumnType("bigint(20)").HasColumnName("event_id");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Details).HasColumnType("json").HasColumnName("details");
            entity.Property(e => e.OccurredAt).HasMaxLength(6).HasColumnName("occurred_at");
            entity.Property(e => e.Position).HasColumnType("bigint(20)").HasColumnName("position");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity
                .Property(e => e.Type)
                .HasColumnType(
                    "enum('reservation.confirmed','reservation.cancelled','reservation.tickets_cancelled','reservation.refunded','showtime.created','showtime.moved','showtime.cancelled','seats.changed')"
                )
                .HasColumnName("type");
        });

        modelBuilder.Entity<EventPosition>(entity =>
        {
            entity.HasKey(e => e.Id).HasName("PRIMARY");

            entity.ToTable("event_positions");

            entity.Property(e => e.Id).HasDefaultValueSql("'1'").HasColumnType("tinyint(4)").HasColumnName("id");
            entity.Property(e => e.LastPosition).HasColumnType("bigint(20)").HasColumnName("last_position");
            entity.Property(e => e.PurgedPosition).HasColumnType("bigint(20)").HasColumnName("purged_position");
        });

        modelBuilder.Entity<Exchange>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("exchanges");

            entity.HasIndex(e => e.ReplacedReservationId, "ix_exchanges_replaced");

            entity.HasIndex(e => e.UserId, "ix_exchanges_user");

            entity.Property(e => e.ReservationId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.ExchangedAt).HasMaxLength(6).HasColumnName("exchanged_at");
            entity.Property(e => e.ReplacedReservationId).HasColumnType("int(11)").HasColumnName("replaced_reservation_id");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.ReplacedReservation)
                .WithMany(p => p.ExchangeReplacedReservations)
                .HasForeignKey(d => d.ReplacedReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_exchanges_replaced");

            entity
                .HasOne(d => d.Reservation)
                .WithOne(p => p.ExchangeReservation)
                .HasForeignKey<Exchange>(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_exchanges_reservation");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.Exchanges)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_exchanges_user");
        });

        modelBuilder.Entity<ExternalLogin>(entity =>
        {
            entity.HasKey(e => new { e.Provider, e.Subject }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("external_logins");

            entity.HasIndex(e => new { e.UserId, e.Provider }, "uk_external_login_user").IsUnique();

            entity.Property(e => e.Provider).HasMaxLength(40).HasColumnName("provider").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Subject).HasColumnName("subject").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.ExternalLogins)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_external_logins_user");
        });

        modelBuilder.Entity<Fare>(entity =>
        {
            entity
                .HasKey(e => new { e.SeatClass, e.ValidFrom })
                .HasName("PRIMARY")
                .HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("fares");

            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.ValidFrom).HasColumnName("valid_from");
            entity.Property(e => e.Price).HasPrecision(12, 3).HasColumnName("price");
        });

        modelBuilder.Entity<FormatMultiplier>(entity =>
        {
            entity.HasKey(e => new { e.Format, e.ValidFrom }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("format_multipliers");

            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.ValidFrom).HasColumnName("valid_from");
            entity.Property(e => e.Multiplier).HasPrecision(4, 2).HasColumnName("multiplier");
        });

        modelBuilder.Entity<GiftCard>(entity =>
        {
            entity.HasKey(e => e.CardId).HasName("PRIMARY");

            entity.ToTable("gift_cards");

            entity.HasIndex(e => e.CodeHash, "uk_gift_card_code_hash").IsUnique();

            entity.Property(e => e.CardId).HasColumnType("int(11)").HasColumnName("card_id");
            entity.Property(e => e.Amount).HasPrecision(12, 3).HasColumnName("amount");
            entity.Property(e => e.CancelledAt).HasMaxLength(6).HasColumnName("cancelled_at");
            entity.Property(e => e.CodeHash).HasMaxLength(32).IsFixedLength().HasColumnName("code_hash");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity
                .Property(e => e.Currency)
                .HasMaxLength(3)
                .IsFixedLength()
                .HasColumnName("currency")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity
                .Property(e => e.Hint)
                .HasMaxLength(4)
                .IsFixedLength()
                .HasColumnName("hint")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.Name).HasMaxLength(60).HasColumnName("name");
        });

        modelBuilder.Entity<GiftCardUse>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("gift_card_uses");

            entity.HasIndex(e => new { e.CardId, e.ReservationId }, "ix_gift_card_uses_card");

            entity.Property(e => e.ReservationId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.CardId).HasColumnType("int(11)").HasColumnName("card_id");
            entity.Property(e => e.GivenBack).HasPrecision(15, 3).HasColumnName("given_back");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");

            entity
                .HasOne(d => d.Card)
                .WithMany(p => p.GiftCardUses)
                .HasForeignKey(d => d.CardId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_gift_card_uses_card");

            entity
                .HasOne(d => d.Reservation)
                .WithOne(p => p.GiftCardUse)
                .HasForeignKey<GiftCardUse>(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_gift_card_uses_reservation");
        });

        modelBuilder.Entity<GroupBooking>(entity =>
        {
            entity.HasKey(e => e.GroupId).HasName("PRIMARY");

            entity.ToTable("group_bookings");

            entity.HasIndex(e => e.ShowtimeId, "ix_group_bookings_showtime");

            entity.HasIndex(e => e.UserId, "ix_group_bookings_user");

            entity.Property(e => e.GroupId).HasColumnType("int(11)").HasColumnName("group_id");
            entity.Property(e => e.Contact).HasMaxLength(254).HasColumnName("contact");
            entity.Property(e => e.MadeAt).HasMaxLength(6).HasColumnName("made_at");
            entity.Property(e => e.Name).HasMaxLength(100).HasColumnName("name");
            entity.Property(e => e.Seats).HasColumnType("smallint(6)").HasColumnName("seats");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.GroupBookings)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_group_bookings_showtime");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.GroupBookings)
                .HasForeignKey(d => d.UserId)
                .HasConstraintName("fk_group_bookings_user");
        });

        modelBuilder.Entity<GuestHold>(entity =>
        {
            entity
                .HasKey(e => new
                {
                    e.GuestAddress,
                    e.EndsAt,
                    e.ReservationId,
                })
                .HasName("PRIMARY")
                .HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0, 0 });

            entity.ToTable("guest_holds");

            entity.HasIndex(e => e.EndsAt, "ix_guest_holds_end");

            entity.Property(e => e.GuestAddress).HasMaxLength(16).IsFixedLength().HasColumnName("guest_address");
            entity.Property(e => e.EndsAt).HasMaxLength(6).HasColumnName("ends_at");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.Seats).HasColumnType("smallint(6)").HasColumnName("seats");
        });

        modelBuilder.Entity<GuestNetwork>(entity =>
        {
            entity.HasKey(e => e.GuestAddress).HasName("PRIMARY");

            entity.ToTable("guest_networks");

            entity.HasIndex(e => e.BookedAt, "ix_guest_networks_booked");

            entity.Property(e => e.GuestAddress).HasMaxLength(16).IsFixedLength().HasColumnName("guest_address");
            entity.Property(e => e.BookedAt).HasMaxLength(6).HasColumnName("booked_at");
        });

        modelBuilder.Entity<HoldRule>(entity =>
        {
            entity.HasKey(e => e.HoldRulesId).HasName("PRIMARY");

            entity.ToTable("hold_rules");

            entity.Property(e => e.HoldRulesId).ValueGeneratedNever().HasColumnType("tinyint(4)").HasColumnName("hold_rules_id");
            entity
                .Property(e => e.AccessibleReleaseMinutes)
                .HasDefaultValueSql("'60'")
                .HasColumnType("int(11)")
                .HasColumnName("accessible_release_minutes");
            entity.Property(e => e.OfferMinutes).HasDefaultValueSql("'15'").HasColumnType("smallint(6)").HasColumnName("offer_minutes");
            entity.Property(e => e.ShowtimeLimit).HasColumnType("smallint(6)").HasColumnName("showtime_limit");
        });

        modelBuilder.Entity<IdempotencyKey>(entity =>
        {
            entity
                .HasKey(e => new
                {
                    e.Caller,
                    e.Route,
                    e.IdempotencyKey1,
                })
                .HasName("PRIMARY")
                .HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0, 0 });

            entity.ToTable("idempotency_keys");

            entity.HasIndex(e => e.CreatedAt, "ix_idempotency_keys_created");

            entity.Property(e => e.Caller).HasMaxLength(270).HasColumnName("caller").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Route).HasMaxLength(64).HasColumnName("route").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.IdempotencyKey1).HasColumnName("idempotency_key").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Body).HasColumnType("mediumtext").HasColumnName("body");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.Location).HasMaxLength(255).HasColumnName("location").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.RequestHash).HasMaxLength(32).IsFixedLength().HasColumnName("request_hash");
            entity.Property(e => e.Status).HasColumnType("smallint(6)").HasColumnName("status");
        });

        modelBuilder.Entity<KindTicket>(entity =>
        {
            entity.HasKey(e => e.TicketId).HasName("PRIMARY");

            entity.ToTable("kind_tickets");

            entity.HasIndex(e => e.KindId, "ix_kind_tickets_kind");

            entity.Property(e => e.TicketId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("ticket_id");
            entity.Property(e => e.FullPrice).HasPrecision(12, 3).HasColumnName("full_price");
            entity.Property(e => e.KindId).HasColumnType("int(11)").HasColumnName("kind_id");

            entity
                .HasOne(d => d.Kind)
                .WithMany(p => p.KindTickets)
                .HasForeignKey(d => d.KindId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_kind_tickets_kind");
        });

        modelBuilder.Entity<Lease>(entity =>
        {
            entity.HasKey(e => e.Name).HasName("PRIMARY");

            entity.ToTable("leases");

            entity.Property(e => e.Name).HasMaxLength(64).HasColumnName("name").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.Holder).HasMaxLength(128).HasColumnName("holder").UseCollation("ascii_bin").HasCharSet("ascii");
        });

        modelBuilder.Entity<Movie>(entity =>
        {
            entity.HasKey(e => e.MovieId).HasName("PRIMARY");

            entity.ToTable("movies");

            entity.HasIndex(e => new { e.MovieStatus, e.ReleaseDate }, "ix_movies_status");

            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.CastMembers).HasColumnType("json").HasColumnName("cast_members");
            entity.Property(e => e.Description).HasColumnType("text").HasColumnName("description");
            entity.Property(e => e.Director).HasMaxLength(100).HasColumnName("director");
            entity.Property(e => e.DurationMinutes).HasColumnType("smallint(6)").HasColumnName("duration_minutes");
            entity.Property(e => e.Genre).HasMaxLength(50).HasColumnName("genre");
            entity
                .Property(e => e.MovieStatus)
                .HasDefaultValueSql("'open'")
                .HasColumnType("enum('open','closed')")
                .HasColumnName("movie_status");
            entity.Property(e => e.PosterUrl).HasMaxLength(500).HasColumnName("poster_url");
            entity.Property(e => e.Rating).HasColumnType("enum('G','PG','PG-13','R','NC-17')").HasColumnName("rating");
            entity.Property(e => e.ReleaseDate).HasColumnName("release_date");
            entity.Property(e => e.ScheduledCloseDate).HasColumnName("scheduled_close_date");
            entity.Property(e => e.SearchText).HasMaxLength(2001).HasDefaultValueSql("''").HasColumnName("search_text");
            entity.Property(e => e.Title).HasMaxLength(200).HasColumnName("title");
            entity.Property(e => e.Version).HasDefaultValueSql("'1'").HasColumnType("int(11)").HasColumnName("version");
        });

        modelBuilder.Entity<OpenidRequest>(entity =>
        {
            entity.HasKey(e => e.RequestHash).HasName("PRIMARY");

            entity.ToTable("openid_requests");

            entity.HasIndex(e => e.ExpiresAt, "ix_openid_requests_expiry");

            entity.HasIndex(e => e.UserId, "ix_openid_requests_user");

            entity.Property(e => e.RequestHash).HasMaxLength(32).IsFixedLength().HasColumnName("request_hash");
            entity.Property(e => e.CredentialsChangedAt).HasMaxLength(6).HasColumnName("credentials_changed_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.Provider).HasMaxLength(40).HasColumnName("provider").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.SessionId).HasColumnName("session_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.OpenidRequests)
                .HasForeignKey(d => d.UserId)
                .HasConstraintName("fk_openid_requests_user");
        });

        modelBuilder.Entity<Outbox>(entity =>
        {
            entity.HasKey(e => e.MessageId).HasName("PRIMARY");

            entity.ToTable("outbox");

            entity.HasIndex(e => new { e.Status, e.NextAttemptAt }, "ix_outbox_due");

            entity.HasIndex(e => e.OnceKey, "uk_outbox_once").IsUnique();

            entity.Property(e => e.MessageId).HasColumnType("bigint(20)").HasColumnName("message_id");
            entity.Property(e => e.Attempts).HasColumnType("int(11)").HasColumnName("attempts");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.FinishedAt).HasMaxLength(6).HasColumnName("finished_at");
            entity.Property(e => e.Kind).HasMaxLength(30).HasColumnName("kind").UseCollation("ascii_bin").HasCharSet("ascii");
            entity
                .Property(e => e.Language)
                .HasMaxLength(2)
                .IsFixedLength()
                .HasColumnName("language")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.LastError).HasMaxLength(500).HasColumnName("last_error");
            entity.Property(e => e.NextAttemptAt).HasMaxLength(6).HasColumnName("next_attempt_at");
            entity.Property(e => e.OnceKey).HasMaxLength(64).HasColumnName("once_key").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Payload).HasColumnType("json").HasColumnName("payload");
            entity.Property(e => e.Recipient).HasMaxLength(254).HasColumnName("recipient").UseCollation("utf8mb4_bin");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'waiting'")
                .HasColumnType("enum('waiting','sent','dropped','dead')")
                .HasColumnName("status");
        });

        modelBuilder.Entity<Passkey>(entity =>
        {
            entity.HasKey(e => e.PasskeyId).HasName("PRIMARY");

            entity.ToTable("passkeys");

            entity.HasIndex(e => e.UserId, "ix_passkeys_user");

            entity.HasIndex(e => e.CredentialId, "uk_passkey_credential").IsUnique();

            entity.Property(e => e.PasskeyId).HasColumnType("int(11)").HasColumnName("passkey_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.CredentialId).HasMaxLength(1023).HasColumnName("credential_id");
            entity.Property(e => e.LastUsedAt).HasMaxLength(6).HasColumnName("last_used_at");
            entity.Property(e => e.Name).HasMaxLength(60).HasColumnName("name");
            entity.Property(e => e.PublicKey).HasMaxLength(2000).HasColumnName("public_key");
            entity.Property(e => e.SignCount).HasColumnType("bigint(20)").HasColumnName("sign_count");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.Passkeys)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_passkeys_user");
        });

        modelBuilder.Entity<PasskeyChallenge>(entity =>
        {
            entity.HasKey(e => e.ChallengeHash).HasName("PRIMARY");

            entity.ToTable("passkey_challenges");

            entity.HasIndex(e => e.ExpiresAt, "ix_passkey_challenges_expiry");

            entity.HasIndex(e => e.UserId, "ix_passkey_challenges_user");

            entity.Property(e => e.ChallengeHash).HasMaxLength(32).IsFixedLength().HasColumnName("challenge_hash");
            entity.Property(e => e.CredentialsChangedAt).HasMaxLength(6).HasColumnName("credentials_changed_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.SessionId).HasColumnName("session_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.PasskeyChallenges)
                .HasForeignKey(d => d.UserId)
                .HasConstraintName("fk_passkey_challenges_user");
        });

        modelBuilder.Entity<Payment>(entity =>
        {
            entity.HasKey(e => e.PaymentId).HasName("PRIMARY");

            entity.ToTable("payments");

            entity.HasIndex(e => e.CreatedAt, "ix_payments_created");

            entity.HasIndex(e => e.ReservationId, "ix_payments_reservation");

            entity.HasIndex(e => new { e.IntentId, e.Provider }, "uk_payment_intent").IsUnique();

            entity.HasIndex(e => e.OpenReservationId, "uk_payment_open").IsUnique();

            entity.HasIndex(e => e.PlacedReservationId, "uk_payment_placed").IsUnique();

            entity.Property(e => e.PaymentId).HasColumnType("int(11)").HasColumnName("payment_id");
            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.Captured).HasPrecision(15, 3).HasColumnName("captured");
            entity.Property(e => e.CapturedAt).HasMaxLength(6).HasColumnName("captured_at");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity
                .Property(e => e.Currency)
                .HasMaxLength(3)
                .IsFixedLength()
                .HasColumnName("currency")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity
                .Property(e => e.DeclineCode)
                .HasMaxLength(100)
                .HasColumnName("decline_code")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.IntentId).HasColumnName("intent_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity
                .Property(e => e.OpenReservationId)
                .HasComputedColumnSql("if(`status` in ('open','declined'),`reservation_id`,NULL)", false)
                .HasColumnType("int(11)")
                .HasColumnName("open_reservation_id");
            entity.Property(e => e.PlacedAt).HasMaxLength(6).HasColumnName("placed_at");
            entity
                .Property(e => e.PlacedReservationId)
                .HasComputedColumnSql("if(`placed_at` is not null,`reservation_id`,NULL)", false)
                .HasColumnType("int(11)")
                .HasColumnName("placed_reservation_id");
            entity.Property(e => e.Provider).HasMaxLength(20).HasColumnName("provider").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Refunded).HasPrecision(15, 3).HasColumnName("refunded");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity
                .Property(e => e.ReturnedBecause)
                .HasColumnType("enum('late','cancelled','paid_twice','amount_differs')")
                .HasColumnName("returned_because");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'open'")
                .HasColumnType("enum('open','declined','captured','cancelled')")
                .HasColumnName("status");
            entity.Property(e => e.UpdatedAt).HasMaxLength(6).HasColumnName("updated_at");

            entity
                .HasOne(d => d.Reservation)
                .WithMany(p => p.Payments)
                .HasForeignKey(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_payments_reservation");
        });

        modelBuilder.Entity<PaymentDifference>(entity =>
        {
            entity.HasKey(e => e.PaymentDifferenceId).HasName("PRIMARY");

            entity.ToTable("payment_differences");

            entity.HasIndex(e => new { e.ReconciliationId, e.Kind }, "ix_payment_differences_reconciliation");

            entity.Property(e => e.PaymentDifferenceId).HasColumnType("int(11)").HasColumnName("payment_difference_id");
            entity
                .Property(e => e.Currency)
                .HasMaxLength(3)
                .IsFixedLength()
                .HasColumnName("currency")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.Expected).HasPrecision(15, 3).HasColumnName("expected");
            entity.Property(e => e.Found).HasPrecision(15, 3).HasColumnName("found");
            entity.Property(e => e.IntentId).HasMaxLength(255).HasColumnName("intent_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity
                .Property(e => e.Kind)
                .HasColumnType("enum('intent_without_booking','booking_without_intent','taken_late','amount_differs','refund_stuck')")
                .HasColumnName("kind");
            entity.Property(e => e.ReconciliationId).HasColumnType("int(11)").HasColumnName("reconciliation_id");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");

            entity
                .HasOne(d => d.Reconciliation)
                .WithMany(p => p.PaymentDifferences)
                .HasForeignKey(d => d.ReconciliationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_payment_differences_reconciliation");
        });

        modelBuilder.Entity<Poster>(entity =>
        {
            entity.HasKey(e => e.PosterHash).HasName("PRIMARY");

            entity.ToTable("posters");

            entity
                .Property(e => e.PosterHash)
                .HasMaxLength(64)
                .IsFixedLength()
                .HasColumnName("poster_hash")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.Content).HasColumnType("mediumblob").HasColumnName("content");
            entity.Property(e => e.UploadedAt).HasMaxLength(6).HasColumnName("uploaded_at");
        });

        modelBuilder.Entity<PriceCurrency>(entity =>
        {
            entity.HasKey(e => e.PriceCurrencyId).HasName("PRIMARY");

            entity.ToTable("price_currency");

            entity.Property(e => e.PriceCurrencyId).ValueGeneratedNever().HasColumnType("tinyint(4)").HasColumnName("price_currency_id");
            entity
                .Property(e => e.Code)
                .HasMaxLength(3)
                .IsFixedLength()
                .HasColumnName("code")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.MinorUnits).HasColumnType("tinyint(4)").HasColumnName("minor_units");
        });

        modelBuilder.Entity<Reconciliation>(entity =>
        {
            entity.HasKey(e => e.ReconciliationId).HasName("PRIMARY");

            entity.ToTable("reconciliations");

            entity.Property(e => e.ReconciliationId).HasColumnType("int(11)").HasColumnName("reconciliation_id");
            entity.Property(e => e.FinishedAt).HasMaxLength(6).HasColumnName("finished_at");
            entity.Property(e => e.Intents).HasColumnType("int(11)").HasColumnName("intents");
            entity.Property(e => e.Since).HasMaxLength(6).HasColumnName("since");
            entity.Property(e => e.StartedAt).HasMaxLength(6).HasColumnName("started_at");
        });

        modelBuilder.Entity<RecoveryCode>(entity =>
        {
            entity.HasKey(e => new { e.UserId, e.CodeHash }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("recovery_codes");

            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
            entity.Property(e => e.CodeHash).HasMaxLength(32).IsFixedLength().HasColumnName("code_hash");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.RecoveryCodes)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_recovery_codes_factor");
        });

        modelBuilder.Entity<RefreshToken>(entity =>
        {
            entity.HasKey(e => e.TokenHash).HasName("PRIMARY");

            entity.ToTable("refresh_tokens");

            entity.HasIndex(
                e => new
                {
                    e.FamilyId,
                    e.UsedAt,
                    e.RevokedAt,
                },
                "ix_refresh_tokens_family"
            );

            entity.HasIndex(e => e.UserId, "ix_refresh_tokens_user");

            entity.Property(e => e.TokenHash).HasMaxLength(32).IsFixedLength().HasColumnName("token_hash");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.DeviceApp).HasMaxLength(40).HasColumnName("device_app");
            entity.Property(e => e.DeviceSystem).HasMaxLength(40).HasColumnName("device_system");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.FamilyId).HasColumnName("family_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.PasskeyId).HasColumnType("int(11)").HasColumnName("passkey_id");
            entity.Property(e => e.PredecessorHash).HasMaxLength(32).IsFixedLength().HasColumnName("predecessor_hash");
            entity.Property(e => e.RevokedAt).HasMaxLength(6).HasColumnName("revoked_at");
            entity.Property(e => e.SignedInAt).HasMaxLength(6).HasColumnName("signed_in_at");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.RefreshTokens)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_refresh_tokens_user");
        });

        modelBuilder.Entity<Refund>(entity =>
        {
            entity.HasKey(e => e.RefundId).HasName("PRIMARY");

            entity.ToTable("refunds");

            entity.HasIndex(e => new { e.Status, e.NextAttemptAt }, "ix_refunds_due");

            entity.HasIndex(
                e => new
                {
                    e.PaymentId,
                    e.Status,
                    e.Amount,
                },
                "ix_refunds_payment"
            );

            entity.HasIndex(e => e.ProviderRefundId, "uk_refund_provider").IsUnique();

            entity.Property(e => e.RefundId).HasColumnType("int(11)").HasColumnName("refund_id");
            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.Attempts).HasColumnType("int(11)").HasColumnName("attempts");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.FinishedAt).HasMaxLength(6).HasColumnName("finished_at");
            entity.Property(e => e.LastError).HasMaxLength(500).HasColumnName("last_error");
            entity.Property(e => e.NextAttemptAt).HasMaxLength(6).HasColumnName("next_attempt_at");
            entity.Property(e => e.PaymentId).HasColumnType("int(11)").HasColumnName("payment_id");
            entity.Property(e => e.ProviderRefundId).HasColumnName("provider_refund_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'waiting'")
                .HasColumnType("enum('waiting','made','dead')")
                .HasColumnName("status");

            entity
                .HasOne(d => d.Payment)
                .WithMany(p => p.Refunds)
                .HasForeignKey(d => d.PaymentId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_refunds_payment");
        });

        modelBuilder.Entity<Reservation>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("reservations");

            entity.HasIndex(
                e => new
                {
                    e.Status,
                    e.ExpiresAt,
                    e.ShowtimeId,
                },
                "ix_reservations_expiry"
            );

            entity.HasIndex(e => new { e.GuestEmail, e.ShowtimeId }, "ix_reservations_guest");

            entity.HasIndex(
                e => new
                {
                    e.UserId,
                    e.Status,
                    e.ShowtimeId,
                    e.ExpiresAt,
                },
                "ix_reservations_user"
            );

            entity.HasIndex(e => e.Reference, "uk_reservation_reference").IsUnique();

            entity.HasIndex(e => new { e.ReservationId, e.ShowtimeId }, "uk_reservation_showtime").IsUnique();

            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.BookedStartTime).HasMaxLength(6).HasColumnName("booked_start_time");
            entity.Property(e => e.CancelledAt).HasMaxLength(6).HasColumnName("cancelled_at");
            entity.Property(e => e.ConfirmedAt).HasMaxLength(6).HasColumnName("confirmed_at");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.GuestEmail).HasMaxLength(254).HasColumnName("guest_email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.GuestName).HasMaxLength(100).HasColumnName("guest_name");
            entity
                .Property(e => e.Reference)
                .HasMaxLength(10)
                .IsFixedLength()
                .HasColumnName("reference")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.RefundFee).HasPrecision(12, 3).HasColumnName("refund_fee");
            entity
                .Property(e => e.RefundFeeKind)
                .HasDefaultValueSql("'none'")
                .HasColumnType("enum('none','amount','percent')")
                .HasColumnName("refund_fee_kind");
            entity.Property(e => e.RefundMinutes).HasColumnType("int(11)").HasColumnName("refund_minutes");
            entity.Property(e => e.SaleDate).HasColumnName("sale_date");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'pending'")
                .HasColumnType("enum('pending','confirmed','cancelled','expired')")
                .HasColumnName("status");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.Reservations)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_reservations_showtime");

            entity.HasOne(d => d.User).WithMany(p => p.Reservations).HasForeignKey(d => d.UserId).HasConstraintName("fk_reservations_user");
        });

        modelBuilder.Entity<SalesRollup>(entity =>
        {
            entity
                .HasKey(e => new
                {
                    e.ShowtimeId,
                    e.SaleDate,
                    e.SeatClass,
                })
                .HasName("PRIMARY")
                .HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0, 0 });

            entity.ToTable("sales_rollups");

            entity.HasIndex(e => new { e.SaleDate, e.ShowtimeId }, "ix_sales_rollups_date");

            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.SaleDate).HasColumnName("sale_date");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.Revenue).HasPrecision(15, 3).HasColumnName("revenue");
            entity.Property(e => e.Tickets).HasColumnType("int(11)").HasColumnName("tickets");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.SalesRollups)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_sales_rollups_showtime");
        });

        modelBuilder.Entity<Screen>(entity =>
        {
            entity.HasKey(e => e.ScreenId).HasName("PRIMARY");

            entity.ToTable("screens");

            entity.HasIndex(e => new { e.CinemaId, e.Name }, "uk_cinema_screen").IsUnique();

            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.Name).HasMaxLength(50).HasColumnName("name");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.Screens)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_screens_cinema");
        });

        modelBuilder.Entity<Seat>(entity =>
        {
            entity.HasKey(e => e.SeatId).HasName("PRIMARY");

            entity.ToTable("seats");

            entity.HasIndex(e => new { e.ScreenId, e.OutOfService }, "ix_seats_service");

            entity.HasIndex(e => new { e.ScreenId, e.SeatLabel }, "uk_screen_seat").IsUnique();

            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity
                .Property(e => e.Accessibility)
                .HasDefaultValueSql("'none'")
                .HasColumnType("enum('none','wheelchair','companion')")
                .HasColumnName("accessibility");
            entity.Property(e => e.OutOfService).HasColumnName("out_of_service");
            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.SeatColumn).HasColumnType("tinyint(3) unsigned").HasColumnName("seat_column");
            entity.Property(e => e.SeatLabel).HasMaxLength(4).HasColumnName("seat_label");
            entity.Property(e => e.SeatRow).HasMaxLength(1).IsFixedLength().HasColumnName("seat_row");

            entity
                .HasOne(d => d.Screen)
                .WithMany(p => p.Seats)
                .HasForeignKey(d => d.ScreenId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seats_screen");
        });

        modelBuilder.Entity<SeatBlock>(entity =>
        {
            entity.HasKey(e => new { e.ShowtimeId, e.SeatId }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("seat_blocks");

            entity.HasIndex(e => e.GroupId, "ix_seat_blocks_group");

            entity.HasIndex(e => e.SeatId, "ix_seat_blocks_seat");

            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.GroupId).HasColumnType("int(11)").HasColumnName("group_id");
            entity.Property(e => e.Reason).HasMaxLength(100).HasColumnName("reason");

            entity.HasOne(d => d.Group).WithMany(p => p.SeatBlocks).HasForeignKey(d => d.GroupId).HasConstraintName("fk_seat_blocks_group");

            entity
                .HasOne(d => d.Seat)
                .WithMany(p => p.SeatBlocks)
                .HasForeignKey(d => d.SeatId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seat_blocks_seat");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.SeatBlocks)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seat_blocks_showtime");
        });

        modelBuilder.Entity<SeatChangeEvent>(entity =>
        {
            entity.HasKey(e => e.ShowtimeId).HasName("PRIMARY");

            entity.ToTable("seat_change_events");

            entity.Property(e => e.ShowtimeId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.EventId).HasColumnType("bigint(20)").HasColumnName("event_id");
            entity.Property(e => e.SeatVersion).HasColumnType("int(11)").HasColumnName("seat_version");
        });

        modelBuilder.Entity<SeatLock>(entity =>
        {
            entity.HasKey(e => new { e.ShowtimeId, e.SeatId }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("seat_locks");

            entity.HasIndex(e => e.ExpiresAt, "ix_seat_locks_expiry");

            entity.HasIndex(e => e.SeatId, "ix_seat_locks_seat");

            entity.HasIndex(e => new { e.UserId, e.ShowtimeId }, "ix_seat_locks_user");

            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.HeldSince).HasMaxLength(6).HasColumnName("held_since");
            entity.Property(e => e.Price).HasPrecision(12, 3).HasColumnName("price");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Seat)
                .WithMany(p => p.SeatLocks)
                .HasForeignKey(d => d.SeatId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seat_locks_seat");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.SeatLocks)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seat_locks_showtime");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.SeatLocks)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_seat_locks_user");
        });

        modelBuilder.Entity<SecondFactor>(entity =>
        {
            entity.HasKey(e => e.UserId).HasName("PRIMARY");

            entity.ToTable("second_factors");

            entity.Property(e => e.UserId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("user_id");
            entity.Property(e => e.ConfirmedAt).HasMaxLength(6).HasColumnName("confirmed_at");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.LastStep).HasColumnType("bigint(20)").HasColumnName("last_step");
            entity.Property(e => e.SealedSecret).HasMaxLength(100).HasColumnName("sealed_secret");

            entity
                .HasOne(d => d.User)
                .WithOne(p => p.SecondFactor)
                .HasForeignKey<SecondFactor>(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_second_factors_user");
        });

        modelBuilder.Entity<SettledDay>(entity =>
        {
            entity
                .HasKey(e => new
                {
                    e.CinemaId,
                    e.SaleDate,
                    e.Format,
                    e.SeatClass,
                })
                .HasName("PRIMARY")
                .HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0, 0, 0 });

            entity.ToTable("settled_days");

            entity.HasIndex(e => e.SaleDate, "ix_settled_days_date");

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.SaleDate).HasColumnName("sale_date");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.Revenue).HasPrecision(18, 3).HasColumnName("revenue");
            entity.Property(e => e.Tickets).HasColumnType("int(11)").HasColumnName("tickets");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.SettledDays)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_settled_days_cinema");
        });

        modelBuilder.Entity<SettledSale>(entity =>
        {
            entity.HasKey(e => e.CinemaId).HasName("PRIMARY");

            entity.ToTable("settled_sales");

            entity.Property(e => e.CinemaId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Revenue).HasPrecision(20, 3).HasColumnName("revenue");
            entity.Property(e => e.Tickets).HasColumnType("bigint(20)").HasColumnName("tickets");

            entity
                .HasOne(d => d.Cinema)
                .WithOne(p => p.SettledSale)
                .HasForeignKey<SettledSale>(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_settled_sales_cinema");
        });

        modelBuilder.Entity<SettledUntil>(entity =>
        {
            entity.HasKey(e => e.SettledUntilId).HasName("PRIMARY");

            entity.ToTable("settled_until");

            entity.Property(e => e.SettledUntilId).ValueGeneratedNever().HasColumnType("tinyint(4)").HasColumnName("settled_until_id");
            entity.Property(e => e.SettledUntil1).HasMaxLength(6).HasColumnName("settled_until");
        });

        modelBuilder.Entity<Showtime>(entity =>
        {
            entity.HasKey(e => e.ShowtimeId).HasName("PRIMARY");

            entity.ToTable("showtimes");

            entity.HasIndex(e => new { e.MovieId, e.StartTime }, "ix_showtimes_movie_time");

            entity.HasIndex(
                e => new
                {
                    e.ScreenId,
                    e.StartTime,
                    e.EndTime,
                    e.Status,
                    e.MovieId,
                },
                "ix_showtimes_screen_time"
            );

            entity.HasIndex(e => e.StartTime, "ix_showtimes_start");

            entity.HasIndex(e => new { e.ScreenId, e.ActiveStartTime }, "uk_screen_start").IsUnique();

            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity
                .Property(e => e.ActiveStartTime)
                .HasMaxLength(6)
                .HasComputedColumnSql("if(`status` = 'scheduled',`start_time`,NULL)", false)
                .HasColumnName("active_start_time");
            entity.Property(e => e.EndTime).HasMaxLength(6).HasColumnName("end_time");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.SeatVersion).HasColumnType("int(11)").HasColumnName("seat_version");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'scheduled'")
                .HasColumnType("enum('scheduled','cancelled')")
                .HasColumnName("status");

            entity
                .HasOne(d => d.Movie)
                .WithMany(p => p.Showtimes)
                .HasForeignKey(d => d.MovieId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_showtimes_movie");

            entity
                .HasOne(d => d.Screen)
                .WithMany(p => p.Showtimes)
                .HasForeignKey(d => d.ScreenId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_showtimes_screen");
        });

        modelBuilder.Entity<SignInChallenge>(entity =>
        {
            entity.HasKey(e => e.TokenHash).HasName("PRIMARY");

            entity.ToTable("sign_in_challenges");

            entity.HasIndex(e => e.ExpiresAt, "ix_sign_in_challenges_expiry");

            entity.HasIndex(e => e.UserId, "ix_sign_in_challenges_user");

            entity.Property(e => e.TokenHash).HasMaxLength(32).IsFixedLength().HasColumnName("token_hash");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.CredentialsChangedAt).HasMaxLength(6).HasColumnName("credentials_changed_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.Tries).HasColumnType("tinyint(4)").HasColumnName("tries");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.SignInChallenges)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_sign_in_challenges_user");
        });

        modelBuilder.Entity<SignInFailure>(entity =>
        {
            entity.HasKey(e => e.TriedAs).HasName("PRIMARY");

            entity.ToTable("sign_in_failures");

            entity.HasIndex(e => e.FailedAt, "ix_sign_in_failures_failed");

            entity.HasIndex(e => e.UserId, "ix_sign_in_failures_user");

            entity.Property(e => e.TriedAs).HasMaxLength(16).IsFixedLength().HasColumnName("tried_as");
            entity.Property(e => e.FailedAt).HasMaxLength(6).HasColumnName("failed_at");
            entity.Property(e => e.Failures).HasColumnType("smallint(6)").HasColumnName("failures");
            entity.Property(e => e.RetryAt).HasMaxLength(6).HasColumnName("retry_at");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
        });

        modelBuilder.Entity<StaffCinema>(entity =>
        {
            entity.HasKey(e => new { e.UserId, e.CinemaId }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("staff_cinemas");

            entity.HasIndex(e => e.CinemaId, "ix_staff_cinemas_cinema");

            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.AddedAt).HasMaxLength(6).HasColumnName("added_at");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.StaffCinemas)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_staff_cinemas_cinema");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.StaffCinemas)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_staff_cinemas_user");
        });

        modelBuilder.Entity<Ticket>(entity =>
        {
            entity.HasKey(e => e.TicketId).HasName("PRIMARY");

            entity.ToTable("tickets");

            entity.HasIndex(e => new { e.ReservationId, e.ShowtimeId }, "ix_tickets_reservation");

            entity.HasIndex(e => e.SeatId, "ix_tickets_seat");

            entity.HasIndex(e => new { e.ShowtimeId, e.SeatId }, "uk_tickets_showtime_seat").IsUnique();

            entity.Property(e => e.TicketId).HasColumnType("int(11)").HasColumnName("ticket_id");
            entity.Property(e => e.AdmittedAt).HasMaxLength(6).HasColumnName("admitted_at");
            entity.Property(e => e.AdmittedDoor).HasMaxLength(40).HasColumnName("admitted_door");
            entity.Property(e => e.Price).HasPrecision(12, 3).HasColumnName("price");
            entity.Property(e => e.RefundFee).HasPrecision(12, 3).HasColumnName("refund_fee");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");

            entity
                .HasOne(d => d.Seat)
                .WithMany(p => p.Tickets)
                .HasForeignKey(d => d.SeatId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_tickets_seat");

            entity
                .HasOne(d => d.Reservation)
                .WithMany(p => p.Tickets)
                .HasPrincipalKey(p => new { p.ReservationId, p.ShowtimeId })
                .HasForeignKey(d => new { d.ReservationId, d.ShowtimeId })
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_tickets_reservation");
        });

        modelBuilder.Entity<TicketKind>(entity =>
        {
            entity.HasKey(e => e.KindId).HasName("PRIMARY");

            entity.ToTable("ticket_kinds");

            entity.HasIndex(e => new { e.CinemaId, e.ActiveName }, "uk_ticket_kind_name").IsUnique();

            entity.Property(e => e.KindId).HasColumnType("int(11)").HasColumnName("kind_id");
            entity
                .Property(e => e.ActiveName)
                .HasMaxLength(40)
                .HasComputedColumnSql("if(`ended_at` is null,`name`,NULL)", false)
                .HasColumnName("active_name");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.EndedAt).HasMaxLength(6).HasColumnName("ended_at");
            entity.Property(e => e.Factor).HasPrecision(4, 3).HasColumnName("factor");
            entity.Property(e => e.FixedPrice).HasPrecision(12, 3).HasColumnName("fixed_price");
            entity.Property(e => e.HighestRating).HasColumnType("enum('G','PG','PG-13','R','NC-17')").HasColumnName("highest_rating");
            entity.Property(e => e.Name).HasMaxLength(40).HasColumnName("name");
            entity.Property(e => e.Note).HasMaxLength(100).HasColumnName("note");
            entity.Property(e => e.Position).HasColumnType("smallint(6)").HasColumnName("position");
            entity.Property(e => e.StartsBefore).HasColumnType("time").HasColumnName("starts_before");
            entity.Property(e => e.StartsFrom).HasColumnType("time").HasColumnName("starts_from");
            entity.Property(e => e.Weekdays).HasDefaultValueSql("'127'").HasColumnType("tinyint(4)").HasColumnName("weekdays");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.TicketKinds)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_ticket_kinds_cinema");
        });

        modelBuilder.Entity<TillShift>(entity =>
        {
            entity.HasKey(e => e.ShiftId).HasName("PRIMARY");

            entity.ToTable("till_shifts");

            entity.HasIndex(e => new { e.CinemaId, e.OpenedAt }, "ix_till_shifts_cinema");

            entity.HasIndex(e => e.UserId, "ix_till_shifts_user");

            entity.HasIndex(e => new { e.OpenUserId, e.CinemaId }, "uk_till_shift_open").IsUnique();

            entity.Property(e => e.ShiftId).HasColumnType("int(11)").HasColumnName("shift_id");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.ClosedAt).HasMaxLength(6).HasColumnName("closed_at");
            entity.Property(e => e.Counted).HasPrecision(15, 3).HasColumnName("counted");
            entity.Property(e => e.Expected).HasPrecision(15, 3).HasColumnName("expected");
            entity
                .Property(e => e.OpenUserId)
                .HasComputedColumnSql("if(`closed_at` is null,`user_id`,NULL)", false)
                .HasColumnType("int(11)")
                .HasColumnName("open_user_id");
            entity.Property(e => e.OpenedAt).HasMaxLength(6).HasColumnName("opened_at");
            entity.Property(e => e.OpeningFloat).HasPrecision(15, 3).HasColumnName("opening_float");
            entity.Property(e => e.Till).HasMaxLength(40).HasColumnName("till");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.Cinema)
                .WithMany(p => p.TillShifts)
                .HasForeignKey(d => d.CinemaId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_till_shifts_cinema");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.TillShifts)
                .HasForeignKey(d => d.UserId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_till_shifts_user");
        });

        modelBuilder.Entity<UnpaidHold>(entity =>
        {
            entity.HasKey(e => new { e.ShowtimeId, e.UserId }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("unpaid_holds");

            entity.HasIndex(e => e.LapsedAt, "ix_unpaid_holds_lapse");

            entity.HasIndex(e => e.UserId, "ix_unpaid_holds_user");

            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
            entity.Property(e => e.LapsedAt).HasMaxLength(6).HasColumnName("lapsed_at");
            entity.Property(e => e.Times).HasColumnType("smallint(6)").HasColumnName("times");

            entity
                .HasOne(d => d.Showtime)
                .WithMany(p => p.UnpaidHolds)
                .HasForeignKey(d => d.ShowtimeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_unpaid_holds_showtime");
        });

        modelBuilder.Entity<User>(entity =>
        {
            entity.HasKey(e => e.UserId).HasName("PRIMARY");

            entity.ToTable("users");

            entity.HasIndex(e => new { e.Role, e.UserId }, "ix_users_role");

            entity.HasIndex(e => e.Email, "uk_user_email").IsUnique();

            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.CredentialsChangedAt).HasMaxLength(6).HasColumnName("credentials_changed_at");
            entity.Property(e => e.DeletedAt).HasMaxLength(6).HasColumnName("deleted_at");
            entity.Property(e => e.DisplayName).HasMaxLength(100).HasColumnName("display_name");
            entity.Property(e => e.Email).HasMaxLength(254).HasColumnName("email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.EmailProvedAt).HasMaxLength(6).HasColumnName("email_proved_at");
            entity.Property(e => e.PasswordHash).HasMaxLength(255).HasColumnName("password_hash");
            entity
                .Property(e => e.Role)
                .HasDefaultValueSql("'customer'")
                .HasColumnType("enum('admin','customer','staff','manager')")
                .HasColumnName("role");
        });

        modelBuilder.Entity<VActiveShowtime>(entity =>
        {
            entity.HasNoKey().ToView("v_active_showtimes");

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
        });

        modelBuilder.Entity<VActiveShowtimesDetail>(entity =>
        {
            entity.HasNoKey().ToView("v_active_showtimes_details");

            entity.Property(e => e.Address).HasMaxLength(200).HasColumnName("address");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.CinemaName).HasMaxLength(100).HasColumnName("cinema_name");
            entity.Property(e => e.City).HasMaxLength(100).HasColumnName("city");
            entity.Property(e => e.EndTime).HasMaxLength(6).HasColumnName("end_time");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity
                .Property(e => e.MovieStatus)
                .HasDefaultValueSql("'open'")
                .HasColumnType("enum('open','closed')")
                .HasColumnName("movie_status");
            entity.Property(e => e.MovieTitle).HasMaxLength(200).HasColumnName("movie_title");
            entity.Property(e => e.PremiumPrice).HasPrecision(12, 3).HasColumnName("premium_price");
            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.ScreenName).HasMaxLength(50).HasColumnName("screen_name");
            entity.Property(e => e.SeatsAvailable).HasColumnType("bigint(25)").HasColumnName("seats_available");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.StandardPrice).HasPrecision(12, 3).HasColumnName("standard_price");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'scheduled'")
                .HasColumnType("enum('scheduled','cancelled')")
                .HasColumnName("status");
            entity.Property(e => e.TimeZone).HasMaxLength(64).HasColumnName("time_zone");
        });

        modelBuilder.Entity<VAdminRevenueSummary>(entity =>
        {
            entity.HasNoKey().ToView("v_admin_revenue_summary");

            entity.Property(e => e.AveragePrice).HasPrecision(20, 3).HasColumnName("average_price");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Format).HasMaxLength(4).HasDefaultValueSql("''").HasColumnName("format");
            entity.Property(e => e.Revenue).HasPrecision(40, 3).HasColumnName("revenue");
            entity.Property(e => e.SaleDate).HasDefaultValueSql("'0000-00-00'").HasColumnName("sale_date");
            entity.Property(e => e.SeatClass).HasMaxLength(8).HasDefaultValueSql("''").HasColumnName("seat_class");
            entity.Property(e => e.Tickets).HasPrecision(32).HasColumnName("tickets");
        });

        modelBuilder.Entity<VAvailableSeat>(entity =>
        {
            entity.HasNoKey().ToView("v_available_seats");

            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.SeatColumn).HasColumnType("tinyint(3) unsigned").HasColumnName("seat_column");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.SeatLabel).HasMaxLength(4).HasColumnName("seat_label");
            entity.Property(e => e.SeatRow).HasMaxLength(1).IsFixedLength().HasColumnName("seat_row");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
        });

        modelBuilder.Entity<VGiftCardUse>(entity =>
        {
            entity.HasNoKey().ToView("v_gift_card_uses");

            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.CardId).HasColumnType("int(11)").HasColumnName("card_id");
            entity.Property(e => e.GivenBack).HasPrecision(15, 3).HasColumnName("given_back");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.Spent).HasPrecision(16, 3).HasColumnName("spent");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");
        });

        modelBuilder.Entity<VMovieDailySale>(entity =>
        {
            entity.HasNoKey().ToView("v_movie_daily_sales");

            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.Revenue).HasPrecision(37, 3).HasColumnName("revenue");
            entity.Property(e => e.SaleDate).HasColumnName("sale_date");
            entity.Property(e => e.Tickets).HasPrecision(32).HasColumnName("tickets");
        });

        modelBuilder.Entity<VOccupiedTimeslot>(entity =>
        {
            entity.HasNoKey().ToView("v_occupied_timeslots");

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.EndTime).HasMaxLength(6).HasColumnName("end_time");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.FreeFrom).HasMaxLength(6).HasColumnName("free_from");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.MovieTitle).HasMaxLength(200).HasColumnName("movie_title");
            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.ScreenName).HasMaxLength(50).HasColumnName("screen_name");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
        });

        modelBuilder.Entity<VPayment>(entity =>
        {
            entity.HasNoKey().ToView("v_payments");

            entity.Property(e => e.Amount).HasPrecision(15, 3).HasColumnName("amount");
            entity.Property(e => e.Captured).HasPrecision(15, 3).HasColumnName("captured");
            entity.Property(e => e.CapturedAt).HasMaxLength(6).HasColumnName("captured_at");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity
                .Property(e => e.Currency)
                .HasMaxLength(3)
                .IsFixedLength()
                .HasColumnName("currency")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity
                .Property(e => e.DeclineCode)
                .HasMaxLength(100)
                .HasColumnName("decline_code")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.GivenBack).HasPrecision(37, 3).HasColumnName("given_back");
            entity.Property(e => e.IntentId).HasMaxLength(255).HasColumnName("intent_id").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.PaymentId).HasColumnType("int(11)").HasColumnName("payment_id");
            entity.Property(e => e.PlacedAt).HasMaxLength(6).HasColumnName("placed_at");
            entity.Property(e => e.Provider).HasMaxLength(20).HasColumnName("provider").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Refunded).HasPrecision(15, 3).HasColumnName("refunded");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity
                .Property(e => e.ReturnedBecause)
                .HasColumnType("enum('late','cancelled','paid_twice','amount_differs')")
                .HasColumnName("returned_because");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'open'")
                .HasColumnType("enum('open','declined','captured','cancelled')")
                .HasColumnName("status");
        });

        modelBuilder.Entity<VReservation>(entity =>
        {
            entity.HasNoKey().ToView("v_reservations");

            entity.Property(e => e.BookedStartTime).HasMaxLength(6).HasColumnName("booked_start_time");
            entity.Property(e => e.CancelledAt).HasMaxLength(6).HasColumnName("cancelled_at");
            entity.Property(e => e.ConfirmedAt).HasMaxLength(6).HasColumnName("confirmed_at");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.ExpiresAt).HasMaxLength(6).HasColumnName("expires_at");
            entity.Property(e => e.GuestEmail).HasMaxLength(254).HasColumnName("guest_email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.GuestName).HasMaxLength(100).HasColumnName("guest_name");
            entity
                .Property(e => e.Reference)
                .HasMaxLength(10)
                .IsFixedLength()
                .HasColumnName("reference")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.RefundFee).HasPrecision(12, 3).HasColumnName("refund_fee");
            entity
                .Property(e => e.RefundFeeKind)
                .HasDefaultValueSql("'none'")
                .HasColumnType("enum('none','amount','percent')")
                .HasColumnName("refund_fee_kind");
            entity.Property(e => e.RefundMinutes).HasColumnType("int(11)").HasColumnName("refund_minutes");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.Status).HasMaxLength(9).HasColumnName("status");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
        });

        modelBuilder.Entity<VSeatMap>(entity =>
        {
            entity.HasNoKey().ToView("v_seat_map");

            entity
                .Property(e => e.Accessibility)
                .HasDefaultValueSql("'none'")
                .HasColumnType("enum('none','wheelchair','companion')")
                .HasColumnName("accessibility");
            entity.Property(e => e.FixedPrice).HasPrecision(12, 3).HasColumnName("fixed_price");
            entity.Property(e => e.HoldExpiresAt).HasMaxLength(6).HasColumnName("hold_expires_at");
            entity.Property(e => e.LockedByUserId).HasColumnType("int(11)").HasColumnName("locked_by_user_id");
            entity.Property(e => e.LockedForMicroseconds).HasColumnType("bigint(21)").HasColumnName("locked_for_microseconds");
            entity.Property(e => e.PendingReservationId).HasColumnType("int(11)").HasColumnName("pending_reservation_id");
            entity.Property(e => e.SeatClass).HasColumnType("enum('standard','premium')").HasColumnName("seat_class");
            entity.Property(e => e.SeatColumn).HasColumnType("tinyint(3) unsigned").HasColumnName("seat_column");
            entity.Property(e => e.SeatId).HasColumnType("int(11)").HasColumnName("seat_id");
            entity.Property(e => e.SeatLabel).HasMaxLength(4).HasColumnName("seat_label");
            entity.Property(e => e.SeatRow).HasMaxLength(1).IsFixedLength().HasColumnName("seat_row");
            entity.Property(e => e.SeatStatus).HasMaxLength(11).HasColumnName("seat_status").UseCollation("utf8mb4_general_ci");
            entity.Property(e => e.SeatVersion).HasColumnType("int(11)").HasColumnName("seat_version");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
        });

        modelBuilder.Entity<VShowtimeOccupancy>(entity =>
        {
            entity.HasNoKey().ToView("v_showtime_occupancy");

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.Seats).HasColumnType("bigint(21)").HasColumnName("seats");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
            entity.Property(e => e.Tickets).HasPrecision(32).HasColumnName("tickets");
        });

        modelBuilder.Entity<VShowtimeSale>(entity =>
        {
            entity.HasNoKey().ToView("v_showtime_sales");

            entity.Property(e => e.Admitted).HasColumnType("bigint(21)").HasColumnName("admitted");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.CinemaName).HasMaxLength(100).HasColumnName("cinema_name");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.Held).HasColumnType("bigint(22)").HasColumnName("held");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieTitle).HasMaxLength(200).HasColumnName("movie_title");
            entity.Property(e => e.Revenue).HasPrecision(37, 3).HasColumnName("revenue");
            entity.Property(e => e.ScreenName).HasMaxLength(50).HasColumnName("screen_name");
            entity.Property(e => e.Seats).HasColumnType("bigint(21)").HasColumnName("seats");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.Sold).HasPrecision(32).HasColumnName("sold");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'scheduled'")
                .HasColumnType("enum('scheduled','cancelled')")
                .HasColumnName("status");
            entity.Property(e => e.TimeZone).HasMaxLength(64).HasColumnName("time_zone");
        });

        modelBuilder.Entity<VShowtimesDetail>(entity =>
        {
            entity.HasNoKey().ToView("v_showtimes_details");

            entity.Property(e => e.Address).HasMaxLength(200).HasColumnName("address");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.CinemaName).HasMaxLength(100).HasColumnName("cinema_name");
            entity.Property(e => e.City).HasMaxLength(100).HasColumnName("city");
            entity.Property(e => e.EndTime).HasMaxLength(6).HasColumnName("end_time");
            entity.Property(e => e.Format).HasColumnType("enum('2D','3D','IMAX')").HasColumnName("format");
            entity.Property(e => e.LocalDate).HasColumnName("local_date");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity
                .Property(e => e.MovieStatus)
                .HasDefaultValueSql("'open'")
                .HasColumnType("enum('open','closed')")
                .HasColumnName("movie_status");
            entity.Property(e => e.MovieTitle).HasMaxLength(200).HasColumnName("movie_title");
            entity.Property(e => e.PremiumPrice).HasPrecision(12, 3).HasColumnName("premium_price");
            entity.Property(e => e.ScreenId).HasColumnType("int(11)").HasColumnName("screen_id");
            entity.Property(e => e.ScreenName).HasMaxLength(50).HasColumnName("screen_name");
            entity.Property(e => e.SeatsAvailable).HasColumnType("bigint(25)").HasColumnName("seats_available");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity.Property(e => e.StandardPrice).HasPrecision(12, 3).HasColumnName("standard_price");
            entity.Property(e => e.StartTime).HasMaxLength(6).HasColumnName("start_time");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'scheduled'")
                .HasColumnType("enum('scheduled','cancelled')")
                .HasColumnName("status");
            entity.Property(e => e.TimeZone).HasMaxLength(64).HasColumnName("time_zone");
        });

        modelBuilder.Entity<VTillShift>(entity =>
        {
            entity.HasNoKey().ToView("v_till_shifts");

            entity.Property(e => e.CardRefunds).HasPrecision(37, 3).HasColumnName("card_refunds");
            entity.Property(e => e.CardSales).HasPrecision(37, 3).HasColumnName("card_sales");
            entity.Property(e => e.CashRefunds).HasPrecision(37, 3).HasColumnName("cash_refunds");
            entity.Property(e => e.CashSales).HasPrecision(37, 3).HasColumnName("cash_sales");
            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.ClosedAt).HasMaxLength(6).HasColumnName("closed_at");
            entity.Property(e => e.Counted).HasPrecision(15, 3).HasColumnName("counted");
            entity.Property(e => e.Expected).HasPrecision(39, 3).HasColumnName("expected");
            entity.Property(e => e.OpenedAt).HasMaxLength(6).HasColumnName("opened_at");
            entity.Property(e => e.OpeningFloat).HasPrecision(15, 3).HasColumnName("opening_float");
            entity.Property(e => e.Sales).HasColumnType("bigint(21)").HasColumnName("sales");
            entity.Property(e => e.ShiftId).HasColumnType("int(11)").HasColumnName("shift_id");
            entity.Property(e => e.Till).HasMaxLength(40).HasColumnName("till");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");
        });

        modelBuilder.Entity<VTopPerformingMovie>(entity =>
        {
            entity.HasNoKey().ToView("v_top_performing_movies");

            entity.Property(e => e.Capacity).HasPrecision(42).HasColumnName("capacity");
            entity.Property(e => e.Genre).HasMaxLength(50).HasColumnName("genre");
            entity.Property(e => e.MovieId).HasDefaultValueSql("'0'").HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.Occupancy).HasPrecision(59, 1).HasColumnName("occupancy");
            entity.Property(e => e.OccupancyScore).HasColumnType("double(18,1)").HasColumnName("occupancy_score");
            entity.Property(e => e.PosterUrl).HasMaxLength(500).HasColumnName("poster_url");
            entity.Property(e => e.Revenue).HasPrecision(59, 3).HasColumnName("revenue");
            entity.Property(e => e.RevenueScore).HasColumnType("double(18,1)").HasColumnName("revenue_score");
            entity.Property(e => e.Score).HasColumnType("double(18,1)").HasColumnName("score");
            entity.Property(e => e.Showtimes).HasDefaultValueSql("'0'").HasColumnType("bigint(21)").HasColumnName("showtimes");
            entity.Property(e => e.Tickets).HasPrecision(54).HasColumnName("tickets");
            entity.Property(e => e.Title).HasMaxLength(200).HasColumnName("title");
            entity.Property(e => e.VolumeScore).HasColumnType("double(18,1)").HasColumnName("volume_score");
        });

        modelBuilder.Entity<VTotalSale>(entity =>
        {
            entity.HasNoKey().ToView("v_total_sales");

            entity.Property(e => e.CinemaId).HasColumnType("int(11)").HasColumnName("cinema_id");
            entity.Property(e => e.Revenue).HasPrecision(42, 3).HasColumnName("revenue");
            entity.Property(e => e.Tickets).HasPrecision(41).HasColumnName("tickets");
        });

        modelBuilder.Entity<Voucher>(entity =>
        {
            entity.HasKey(e => e.VoucherId).HasName("PRIMARY");

            entity.ToTable("vouchers");

            entity.Property(e => e.VoucherId).HasColumnType("int(11)").HasColumnName("voucher_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.EndedAt).HasMaxLength(6).HasColumnName("ended_at");
            entity.Property(e => e.MaxUses).HasColumnType("int(11)").HasColumnName("max_uses");
            entity.Property(e => e.MaxUsesPerPerson).HasColumnType("int(11)").HasColumnName("max_uses_per_person");
            entity.Property(e => e.Name).HasMaxLength(60).HasColumnName("name");
            entity.Property(e => e.Type).HasColumnType("enum('percent','amount','seats')").HasColumnName("type");
            entity.Property(e => e.ValidFrom).HasColumnName("valid_from");
            entity.Property(e => e.ValidUntil).HasColumnName("valid_until");
            entity.Property(e => e.Value).HasPrecision(12, 3).HasColumnName("value");

            entity
                .HasMany(d => d.Cinemas)
                .WithMany(p => p.Vouchers)
                .UsingEntity<Dictionary<string, object>>(
                    "VoucherCinema",
                    r =>
                        r.HasOne<Cinema>()
                            .WithMany()
                            .HasForeignKey("CinemaId")
                            .OnDelete(DeleteBehavior.ClientSetNull)
                            .HasConstraintName("fk_voucher_cinemas_cinema"),
                    l =>
                        l.HasOne<Voucher>()
                            .WithMany()
                            .HasForeignKey("VoucherId")
                            .OnDelete(DeleteBehavior.ClientSetNull)
                            .HasConstraintName("fk_voucher_cinemas_voucher"),
                    j =>
                    {
                        j.HasKey("VoucherId", "CinemaId").HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });
                        j.ToTable("voucher_cinemas");
                        j.HasIndex(new[] { "CinemaId" }, "ix_voucher_cinemas_cinema");
                        j.IndexerProperty<int>("VoucherId").HasColumnType("int(11)").HasColumnName("voucher_id");
                        j.IndexerProperty<int>("CinemaId").HasColumnType("int(11)").HasColumnName("cinema_id");
                    }
                );
        });

        modelBuilder.Entity<VoucherCode>(entity =>
        {
            entity.HasKey(e => e.CodeId).HasName("PRIMARY");

            entity.ToTable("voucher_codes");

            entity.HasIndex(e => e.VoucherId, "ix_voucher_codes_voucher");

            entity.HasIndex(e => e.CodeHash, "uk_voucher_code_hash").IsUnique();

            entity.Property(e => e.CodeId).HasColumnType("int(11)").HasColumnName("code_id");
            entity.Property(e => e.CodeHash).HasMaxLength(32).IsFixedLength().HasColumnName("code_hash");
            entity
                .Property(e => e.Hint)
                .HasMaxLength(4)
                .IsFixedLength()
                .HasColumnName("hint")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.VoucherId).HasColumnType("int(11)").HasColumnName("voucher_id");

            entity
                .HasOne(d => d.Voucher)
                .WithMany(p => p.VoucherCodes)
                .HasForeignKey(d => d.VoucherId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_voucher_codes_voucher");
        });

        modelBuilder.Entity<VoucherMovie>(entity =>
        {
            entity.HasKey(e => new { e.VoucherId, e.MovieId }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("voucher_movies");

            entity.Property(e => e.VoucherId).HasColumnType("int(11)").HasColumnName("voucher_id");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");

            entity
                .HasOne(d => d.Voucher)
                .WithMany(p => p.VoucherMovies)
                .HasForeignKey(d => d.VoucherId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_voucher_movies_voucher");
        });

        modelBuilder.Entity<VoucherTicket>(entity =>
        {
            entity.HasKey(e => e.TicketId).HasName("PRIMARY");

            entity.ToTable("voucher_tickets");

            entity.HasIndex(e => e.CodeId, "ix_voucher_tickets_code");

            entity.Property(e => e.TicketId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("ticket_id");
            entity.Property(e => e.CodeId).HasColumnType("int(11)").HasColumnName("code_id");
            entity.Property(e => e.Discount).HasPrecision(12, 3).HasColumnName("discount");

            entity
                .HasOne(d => d.Code)
                .WithMany(p => p.VoucherTickets)
                .HasForeignKey(d => d.CodeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_voucher_tickets_code");
        });

        modelBuilder.Entity<VoucherUse>(entity =>
        {
            entity.HasKey(e => e.ReservationId).HasName("PRIMARY");

            entity.ToTable("voucher_uses");

            entity.HasIndex(e => new { e.CodeId, e.ReservationId }, "ix_voucher_uses_code");

            entity.Property(e => e.ReservationId).ValueGeneratedNever().HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.CodeId).HasColumnType("int(11)").HasColumnName("code_id");
            entity.Property(e => e.Discount).HasPrecision(15, 3).HasColumnName("discount");
            entity.Property(e => e.UsedAt).HasMaxLength(6).HasColumnName("used_at");

            entity
                .HasOne(d => d.Code)
                .WithMany(p => p.VoucherUses)
                .HasForeignKey(d => d.CodeId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_voucher_uses_code");

            entity
                .HasOne(d => d.Reservation)
                .WithOne(p => p.VoucherUse)
                .HasForeignKey<VoucherUse>(d => d.ReservationId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_voucher_uses_reservation");
        });

        modelBuilder.Entity<WaitingEntry>(entity =>
        {
            entity.HasKey(e => e.EntryId).HasName("PRIMARY");

            entity.ToTable("waiting_entries");

            entity.HasIndex(
                e => new
                {
                    e.GuestAddress,
                    e.Status,
                    e.Seats,
                },
                "ix_waiting_address"
            );

            entity.HasIndex(e => new { e.ShowtimeId, e.JoinedAt }, "ix_waiting_showtime");

            entity.HasIndex(
                e => new
                {
                    e.Status,
                    e.ShowtimeId,
                    e.JoinedAt,
                    e.Seats,
                },
                "ix_waiting_status"
            );

            entity.HasIndex(e => new { e.GuestEmail, e.ShowtimeId }, "uk_waiting_guest").IsUnique();

            entity.HasIndex(e => new { e.UserId, e.ShowtimeId }, "uk_waiting_user").IsUnique();

            entity.Property(e => e.EntryId).HasColumnType("int(11)").HasColumnName("entry_id");
            entity.Property(e => e.GuestAddress).HasMaxLength(16).IsFixedLength().HasColumnName("guest_address");
            entity.Property(e => e.GuestEmail).HasMaxLength(254).HasColumnName("guest_email").UseCollation("utf8mb4_bin");
            entity.Property(e => e.GuestName).HasMaxLength(100).HasColumnName("guest_name");
            entity.Property(e => e.JoinedAt).HasMaxLength(6).HasColumnName("joined_at");
            entity
                .Property(e => e.Language)
                .HasMaxLength(2)
                .IsFixedLength()
                .HasColumnName("language")
                .UseCollation("ascii_bin")
                .HasCharSet("ascii");
            entity.Property(e => e.OfferUntil).HasMaxLength(6).HasColumnName("offer_until");
            entity.Property(e => e.OfferedAt).HasMaxLength(6).HasColumnName("offered_at");
            entity.Property(e => e.ReservationId).HasColumnType("int(11)").HasColumnName("reservation_id");
            entity.Property(e => e.Seats).HasColumnType("tinyint(4)").HasColumnName("seats");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'waiting'")
                .HasColumnType("enum('waiting','offered','taken','lapsed','left')")
                .HasColumnName("status");
            entity.Property(e => e.UserId).HasColumnType("int(11)").HasColumnName("user_id");

            entity
                .HasOne(d => d.User)
                .WithMany(p => p.WaitingEntries)
                .HasForeignKey(d => d.UserId)
                .HasConstraintName("fk_waiting_entries_user");
        });

        modelBuilder.Entity<WaitingRoom>(entity =>
        {
            entity.HasKey(e => e.RoomId).HasName("PRIMARY");

            entity.ToTable("waiting_rooms");

            entity.HasIndex(e => e.MovieId, "uk_waiting_room_movie").IsUnique();

            entity.HasIndex(e => e.ShowtimeId, "uk_waiting_room_showtime").IsUnique();

            entity.Property(e => e.RoomId).HasColumnType("int(11)").HasColumnName("room_id");
            entity.Property(e => e.BookingMinutes).HasColumnType("int(11)").HasColumnName("booking_minutes");
            entity.Property(e => e.Joined).HasColumnType("bigint(20)").HasColumnName("joined");
            entity.Property(e => e.MovieId).HasColumnType("int(11)").HasColumnName("movie_id");
            entity.Property(e => e.NextPlace).HasDefaultValueSql("'1'").HasColumnType("bigint(20)").HasColumnName("next_place");
            entity.Property(e => e.ShowtimeId).HasColumnType("int(11)").HasColumnName("showtime_id");

            entity
                .HasOne(d => d.Movie)
                .WithOne(p => p.WaitingRoom)
                .HasForeignKey<WaitingRoom>(d => d.MovieId)
                .HasConstraintName("fk_waiting_rooms_movie");

            entity
                .HasOne(d => d.Showtime)
                .WithOne(p => p.WaitingRoom)
                .HasForeignKey<WaitingRoom>(d => d.ShowtimeId)
                .HasConstraintName("fk_waiting_rooms_showtime");
        });

        modelBuilder.Entity<WaitingRoomRate>(entity =>
        {
            entity.HasKey(e => new { e.RoomId, e.FromPlace }).HasName("PRIMARY").HasAnnotation("MySql:IndexPrefixLength", new[] { 0, 0 });

            entity.ToTable("waiting_room_rates");

            entity.Property(e => e.RoomId).HasColumnType("int(11)").HasColumnName("room_id");
            entity.Property(e => e.FromPlace).HasColumnType("bigint(20)").HasColumnName("from_place");
            entity.Property(e => e.AdmissionsPerMinute).HasColumnType("int(11)").HasColumnName("admissions_per_minute");
            entity.Property(e => e.FromAt).HasMaxLength(6).HasColumnName("from_at");

            entity
                .HasOne(d => d.Room)
                .WithMany(p => p.WaitingRoomRates)
                .HasForeignKey(d => d.RoomId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_waiting_room_rates_room");
        });

        modelBuilder.Entity<Webhook>(entity =>
        {
            entity.HasKey(e => e.WebhookId).HasName("PRIMARY");

            entity.ToTable("webhooks");

            entity.HasIndex(e => e.KeyId, "ix_webhooks_key");

            entity.Property(e => e.WebhookId).HasColumnType("int(11)").HasColumnName("webhook_id");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.DeletedAt).HasMaxLength(6).HasColumnName("deleted_at");
            entity.Property(e => e.KeyId).HasColumnType("int(11)").HasColumnName("key_id");
            entity.Property(e => e.LastPosition).HasColumnType("bigint(20)").HasColumnName("last_position");
            entity.Property(e => e.PreviousSecret).HasMaxLength(200).HasColumnName("previous_secret");
            entity.Property(e => e.PreviousUntil).HasMaxLength(6).HasColumnName("previous_until");
            entity.Property(e => e.Secret).HasMaxLength(200).HasColumnName("secret");
            entity.Property(e => e.Types).HasMaxLength(250).HasColumnName("types").UseCollation("ascii_bin").HasCharSet("ascii");
            entity.Property(e => e.Url).HasMaxLength(500).HasColumnName("url").UseCollation("ascii_bin").HasCharSet("ascii");

            entity
                .HasOne(d => d.Key)
                .WithMany(p => p.Webhooks)
                .HasForeignKey(d => d.KeyId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_webhooks_key");
        });

        modelBuilder.Entity<WebhookDelivery>(entity =>
        {
            entity.HasKey(e => e.DeliveryId).HasName("PRIMARY");

            entity.ToTable("webhook_deliveries");

            entity.HasIndex(
                e => new
                {
                    e.Status,
                    e.WebhookId,
                    e.NextAttemptAt,
                },
                "ix_webhook_deliveries_due"
            );

            entity.HasIndex(e => e.Position, "ix_webhook_deliveries_position");

            entity.HasIndex(e => new { e.WebhookId, e.Position }, "uk_webhook_delivery").IsUnique();

            entity.Property(e => e.DeliveryId).HasColumnType("bigint(20)").HasColumnName("delivery_id");
            entity.Property(e => e.Attempts).HasColumnType("int(11)").HasColumnName("attempts");
            entity.Property(e => e.CreatedAt).HasMaxLength(6).HasColumnName("created_at");
            entity.Property(e => e.FinishedAt).HasMaxLength(6).HasColumnName("finished_at");
            entity.Property(e => e.LastError).HasMaxLength(500).HasColumnName("last_error");
            entity.Property(e => e.LastStatus).HasColumnType("smallint(6)").HasColumnName("last_status");
            entity.Property(e => e.NextAttemptAt).HasMaxLength(6).HasColumnName("next_attempt_at");
            entity.Property(e => e.Position).HasColumnType("bigint(20)").HasColumnName("position");
            entity
                .Property(e => e.Status)
                .HasDefaultValueSql("'waiting'")
                .HasColumnType("enum('waiting','delivered','dead','dropped')")
                .HasColumnName("status");
            entity.Property(e => e.TriedSince).HasMaxLength(6).HasColumnName("tried_since");
            entity.Property(e => e.WebhookId).HasColumnType("int(11)").HasColumnName("webhook_id");

            entity
                .HasOne(d => d.Webhook)
                .WithMany(p => p.WebhookDeliveries)
                .HasForeignKey(d => d.WebhookId)
                .OnDelete(DeleteBehavior.ClientSetNull)
                .HasConstraintName("fk_webhook_deliveries_webhook");
        });

        OnModelCreatingPartial(modelBuilder);
    }

    partial void OnModelCreatingPartial(ModelBuilder modelBuilder);
}
