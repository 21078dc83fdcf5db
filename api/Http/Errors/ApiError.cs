namespace MovieBooking.Api.Http;

/// <summary>One cause of refusal: its stable code and HTTP status (RFC 9457).</summary>
public sealed record ApiError(string Code, int Status)
{
    /// <summary>The cause in the reader's language.</summary>
    public string Title => Texts.Problems[Code];

    public static readonly ApiError ValidationFailed = new("validation_failed", 400);
    public static readonly ApiError MalformedRequest = new("malformed_request", 400);
    public static readonly ApiError InvalidQueueTicket = new("invalid_queue_ticket", 400);
    public static readonly ApiError InvalidWaitingListTicket = new("invalid_waiting_list_ticket", 400);
    public static readonly ApiError InvalidToken = new("invalid_token", 400);
    public static readonly ApiError OpenIdRefused = new("openid_refused", 400);
    public static readonly ApiError Unauthenticated = new("unauthenticated", 401);
    public static readonly ApiError InvalidCredentials = new("invalid_credentials", 401);
    public static readonly ApiError SecondFactorRequired = new("second_factor_required", 401);
    public static readonly ApiError InvalidChallenge = new("invalid_challenge", 401);
    public static readonly ApiError InvalidCode = new("invalid_code", 401);
    public static readonly ApiError InvalidPasskey = new("invalid_passkey", 401);
    public static readonly ApiError PasskeyRefused = new("passkey_refused", 400);
    public static readonly ApiError PasskeyNeeded = new("passkey_needed", 403);
    public static readonly ApiError EmailUnverified = new("email_unverified", 403);
    public static readonly ApiError PasskeyLimit = new("passkey_limit", 409);
    public static readonly ApiError InvalidRefreshToken = new("invalid_refresh_token", 401);
    public static readonly ApiError InvalidSignature = new("invalid_signature", 400);
    public static readonly ApiError WrongMode = new("wrong_mode", 400);
    public static readonly ApiError PaymentRequired = new("payment_required", 402);
    public static readonly ApiError Forbidden = new("forbidden", 403);
    public static readonly ApiError SecondFactorNeeded = new("second_factor_needed", 403);
    public static readonly ApiError InsufficientScope = new("insufficient_scope", 403);
    public static readonly ApiError KeyNotAllowed = new("key_not_allowed", 403);
    public static readonly ApiError CinemaNotAllowed = new("cinema_not_allowed", 403);
    public static readonly ApiError WaitingRoom = new("waiting_room", 403);
    public static readonly ApiError QueueTicketTaken = new("queue_ticket_taken", 403);
    public static readonly ApiError CaptchaRequired = new("captcha_required", 403);
    public static readonly ApiError NotFound = new("not_found", 404);
    public static readonly ApiError NoWaitingRoom = new("no_waiting_room", 404);
    public static readonly ApiError MethodNotAllowed = new("method_not_allowed", 405);
    public static readonly ApiError EmailTaken = new("email_taken", 409);
    public static readonly ApiError AddressUnproved = new("address_unproved", 409);
    public static readonly ApiError LoginNotConnected = new("login_not_connected", 409);
    public static readonly ApiError LoginTaken = new("login_taken", 409);
    public static readonly ApiError LastSignIn = new("last_sign_in", 409);
    public static readonly ApiError ProveAddressFirst = new("prove_address_first", 409);
    public static readonly ApiError SecondFactorOn = new("second_factor_on", 409);
    public static readonly ApiError NoSecondFactor = new("no_second_factor", 409);
    public static readonly ApiError UpcomingBookings = new("upcoming_bookings", 409);
    public static readonly ApiError AdminAccount = new("admin_account", 409);
    public static readonly ApiError SeatsTaken = new("seats_taken", 409);
    public static readonly ApiError SeatInReservation = new("seat_in_reservation", 409);
    public static readonly ApiError NoSeatsTogether = new("no_seats_together", 409);
    public static readonly ApiError CompanionPlace = new("companion_place", 409);
    public static readonly ApiError HoldExpired = new("hold_expired", 409);
    public static readonly ApiError ExtensionLimit = new("extension_limit", 409);
    public static readonly ApiError HoldLimit = new("hold_limit", 409);
    public static readonly ApiError ShowtimeLimit = new("showtime_limit", 409);
    public static readonly ApiError HoldPause = new("hold_pause", 409);
    public static readonly ApiError AddressLimit = new("address_limit", 409);
    public static readonly ApiError SeatsFree = new("seats_free", 409);
    public static readonly ApiError AlreadyWaiting = new("already_waiting", 409);
    public static readonly ApiError WaitingLimit = new("waiting_limit", 409);
    public static readonly ApiError ShowStarted = new("show_started", 409);
    public static readonly ApiError ShowtimeCancelled = new("showtime_cancelled", 409);
    public static readonly ApiError MovieClosed = new("movie_closed", 409);
    public static readonly ApiError ReservationExpired = new("reservation_expired", 409);
    public static readonly ApiError ReservationPending = new("reservation_pending", 409);
    public static readonly ApiError ReservationConfirmed = new("reservation_confirmed", 409);
    public static readonly ApiError ReservationCancelled = new("reservation_cancelled", 409);
    public static readonly ApiError RefundPeriodOver = new("refund_period_over", 409);
    public static readonly ApiError TicketAdmitted = new("ticket_admitted", 409);
    public static readonly ApiError TicketCancelled = new("ticket_cancelled", 409);
    public static readonly ApiError KindNotOffered = new("kind_not_offered", 409);
    public static readonly ApiError VoucherRefused = new("voucher_refused", 409);
    public static readonly ApiError GiftCardRefused = new("gift_card_refused", 409);
    public static readonly ApiError PriceChanged = new("price_changed", 409);
    public static readonly ApiError NoOpenShift = new("no_open_shift", 409);
    public static readonly ApiError ShiftOpen = new("shift_open", 409);
    public static readonly ApiError ShiftClosed = new("shift_closed", 409);
    public static readonly ApiError GroupOver = new("group_over", 409);
    public static readonly ApiError QueueTicketOver = new("queue_ticket_over", 409);
    public static readonly ApiError RequestInProgress = new("request_in_progress", 409);
    public static readonly ApiError ScheduleConflict = new("schedule_conflict", 409);
    public static readonly ApiError AfterCloseDate = new("after_close_date", 409);
    public static readonly ApiError ShowtimeHasBookings = new("showtime_has_bookings", 409);
    public static readonly ApiError MovieHasShowtimes = new("movie_has_showtimes", 409);
    public static readonly ApiError NameTaken = new("name_taken", 409);
    public static readonly ApiError HasShowtimes = new("has_showtimes", 409);
    public static readonly ApiError MessageSent = new("message_sent", 409);
    public static readonly ApiError PaymentNotRequired = new("payment_not_required", 409);
    public static readonly ApiError AmountNotChargeable = new("amount_not_chargeable", 409);
    public static readonly ApiError RefundMade = new("refund_made", 409);
    public static readonly ApiError EventsGone = new("events_gone", 410);
    public static readonly ApiError PreconditionFailed = new("precondition_failed", 412);
    public static readonly ApiError PayloadTooLarge = new("payload_too_large", 413);
    public static readonly ApiError UnsupportedMediaType = new("unsupported_media_type", 415);
    public static readonly ApiError IdempotencyKeyReused = new("idempotency_key_reused", 422);
    public static readonly ApiError TooManyRequests = new("too_many_requests", 429);
    public static readonly ApiError SignInPause = new("sign_in_pause", 429);
    public static readonly ApiError Internal = new("internal_error", 500);
    public static readonly ApiError Busy = new("busy", 503);

    public static readonly ApiError PaymentUnavailable = new("payment_unavailable", 503);
    public static readonly ApiError ProviderUnavailable = new("provider_unavailable", 503);
    public static readonly ApiError NoMail = new("no_mail", 503);

    private static readonly ApiError[] s_byStatus =
    [
        MalformedRequest,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        PayloadTooLarge,
        UnsupportedMediaType,
        TooManyRequests,
        Internal,
        Busy,
    ];

    /// <summary>The error that a bare status code stands for.</summary>
    public static ApiError For(int status) =>
        Array.Find(s_byStatus, error => error.Status == status)
        ?? (status is < 500 or 505 ? MalformedRequest with { Status = status } : Internal with { Status = status });

    /// <summary>The error that the database raised with this number (MYSQL_ERRNO), or null: each SQL routine documents its own.</summary>
    public static ApiError? FromDatabase(int number) =>
        number switch
        {
            45001 or 45020 or 45084 or 45120 => NotFound,
            45002 => ShowtimeCancelled,
            45003 => ShowStarted,
            45004 => MovieClosed,
            45005 or 45006 or 45019 or 45024 or 45040 or 45070 or 45081 or 45087 or 45090 or 45110 => ValidationFailed,
            45010 => SeatsTaken,
            45011 => HoldLimit,
            45012 => SeatInReservation,
            45013 => HoldExpired,
            45014 => ExtensionLimit,
            45015 => ShowtimeLimit,
            45016 => HoldPause,
            45017 => AddressLimit,
            45018 => SignInPause,
            45021 => ReservationExpired,
            45022 => ReservationCancelled,
            45023 => RefundPeriodOver,
            45025 => ReservationPending,
            45026 => TicketAdmitted,
            45027 => ReservationConfirmed,
            45028 => CompanionPlace,
            45030 or 45031 => ScheduleConflict,
            45032 or 45033 => ShowtimeHasBookings,
            45050 => NoWaitingRoom,
            45060 => PaymentNotRequired,
            45071 => KindNotOffered,
            45080 or 45140 => PriceChanged,
            45082 => NoOpenShift,
            45083 => ShiftOpen,
            45085 => ShiftClosed,
            45086 => TicketCancelled,
            45091 => VoucherRefused,
            45095 => SeatsFree,
            45096 => AlreadyWaiting,
            45097 => WaitingLimit,
            45111 => GiftCardRefused,
            45121 => GroupOver,
            45130 => EmailUnverified,
            45131 => LoginNotConnected,
            45132 => LoginTaken,
            45133 => LastSignIn,
            45134 => ProveAddressFirst,
            _ => null,
        };
}
