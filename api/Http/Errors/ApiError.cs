namespace MovieBooking.Api.Http;

/// <summary>One cause of refusal: its stable code, HTTP status and title (RFC 9457).</summary>
public sealed record ApiError(string Code, int Status, string Title)
{
    public static readonly ApiError ValidationFailed = new("validation_failed", 400, "The request breaks a rule.");
    public static readonly ApiError MalformedRequest = new("malformed_request", 400, "The request cannot be read.");
    public static readonly ApiError InvalidQueueTicket = new("invalid_queue_ticket", 400, "The queue ticket is not one of ours.");
    public static readonly ApiError InvalidToken = new("invalid_token", 400, "The link is unknown, used or out of date.");
    public static readonly ApiError Unauthenticated = new("unauthenticated", 401, "Sign in first.");
    public static readonly ApiError InvalidCredentials = new("invalid_credentials", 401, "The e-mail address or the password is wrong.");
    public static readonly ApiError InvalidRefreshToken = new(
        "invalid_refresh_token",
        401,
        "The refresh token is unknown, used or expired."
    );
    public static readonly ApiError InvalidSignature = new("invalid_signature", 400, "The signature is missing, wrong or too old.");
    public static readonly ApiError WrongMode = new("wrong_mode", 400, "It is of the other mode, live or test.");
    public static readonly ApiError PaymentRequired = new("payment_required", 402, "Pay for the booking first.");
    public static readonly ApiError Forbidden = new("forbidden", 403, "This is not yours to do.");
    public static readonly ApiError WaitingRoom = new("waiting_room", 403, "Wait for your turn first.");
    public static readonly ApiError QueueTicketTaken = new("queue_ticket_taken", 403, "The queue ticket let in somebody else.");
    public static readonly ApiError NotFound = new("not_found", 404, "There is nothing here.");
    public static readonly ApiError NoWaitingRoom = new("no_waiting_room", 404, "Nobody needs to wait here.");
    public static readonly ApiError MethodNotAllowed = new("method_not_allowed", 405, "This address does not take this method.");
    public static readonly ApiError EmailTaken = new("email_taken", 409, "There is an account with this e-mail address already.");
    public static readonly ApiError UpcomingBookings = new("upcoming_bookings", 409, "You have bookings of shows to come.");
    public static readonly ApiError AdminAccount = new("admin_account", 409, "A manager's account is not deleted here.");
    public static readonly ApiError SeatsTaken = new("seats_taken", 409, "Somebody else has a seat of your choice.");
    public static readonly ApiError SeatInReservation = new(
        "seat_in_reservation",
        409,
        "The seat is in a pending reservation of yours already."
    );
    public static readonly ApiError NoSeatsTogether = new("no_seats_together", 409, "There are not that many free seats together.");
    public static readonly ApiError HoldExpired = new("hold_expired", 409, "You hold no seat of this showtime any more.");
    public static readonly ApiError ExtensionLimit = new("extension_limit", 409, "The seats cannot be held any longer.");
    public static readonly ApiError HoldLimit = new("hold_limit", 409, "One person can keep at most 10 seats of a showtime.");
    public static readonly ApiError ShowtimeLimit = new("showtime_limit", 409, "You hold seats of as many showtimes as one person can.");
    public static readonly ApiError HoldPause = new(
        "hold_pause",
        409,
        "You let seats of this showtime go unpaid too often: wait a little."
    );
    public static readonly ApiError ShowStarted = new("show_started", 409, "The show has started.");
    public static readonly ApiError ShowtimeCancelled = new("showtime_cancelled", 409, "The showtime is cancelled.");
    public static readonly ApiError MovieClosed = new("movie_closed", 409, "The movie is no longer shown.");
    public static readonly ApiError ReservationExpired = new("reservation_expired", 409, "The reservation has expired.");
    public static readonly ApiError ReservationPending = new("reservation_pending", 409, "The booking is not confirmed yet.");
    public static readonly ApiError ReservationCancelled = new("reservation_cancelled", 409, "The reservation is cancelled.");
    public static readonly ApiError RefundPeriodOver = new("refund_period_over", 409, "It is too late to give the tickets back.");
    public static readonly ApiError QueueTicketOver = new("queue_ticket_over", 409, "The queue ticket has had its turn: join again.");
    public static readonly ApiError RequestInProgress = new(
        "request_in_progress",
        409,
        "A request with this Idempotency-Key has not ended yet."
    );
    public static readonly ApiError ScheduleConflict = new("schedule_conflict", 409, "Another show is in the way.");
    public static readonly ApiError AfterCloseDate = new("after_close_date", 409, "The movie closes before that day.");
    public static readonly ApiError ShowtimeHasBookings = new("showtime_has_bookings", 409, "Seats of the showtime are taken.");
    public static readonly ApiError MovieHasShowtimes = new("movie_has_showtimes", 409, "The movie has showtimes.");
    public static readonly ApiError NameTaken = new("name_taken", 409, "There is one with this name already.");
    public static readonly ApiError HasShowtimes = new("has_showtimes", 409, "Shows go by it: it cannot change any more.");
    public static readonly ApiError MessageSent = new("message_sent", 409, "The message is sent, or about to be.");
    public static readonly ApiError PaymentNotRequired = new("payment_not_required", 409, "There is nothing to pay.");
    public static readonly ApiError AmountNotChargeable = new(
        "amount_not_chargeable",
        409,
        "The payment provider cannot collect this amount."
    );
    public static readonly ApiError RefundMade = new("refund_made", 409, "The refund is made, or about to be.");
    public static readonly ApiError PreconditionFailed = new("precondition_failed", 412, "Somebody else has changed it meanwhile.");
    public static readonly ApiError PayloadTooLarge = new("payload_too_large", 413, "The request is too large.");
    public static readonly ApiError UnsupportedMediaType = new(
        "unsupported_media_type",
        415,
        "This type of content is not taken here: send JSON, or a form where a file is asked for."
    );
    public static readonly ApiError IdempotencyKeyReused = new(
        "idempotency_key_reused",
        422,
        "The Idempotency-Key was used for another request."
    );
    public static readonly ApiError TooManyRequests = new("too_many_requests", 429, "Too many requests from your address.");
    public static readonly ApiError Internal = new("internal_error", 500, "Something went wrong on our side.");
    public static readonly ApiError Busy = new("busy", 503, "The system is busy; try again shortly.");

    public static readonly ApiError PaymentUnavailable = new(
        "payment_unavailable",
        503,
        "The payment provider cannot be reached; try again shortly."
    );
    public static readonly ApiError NoMail = new("no_mail", 503, "This installation sends no mails.");

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
        ?? (status < 500 ? MalformedRequest with { Status = status } : Internal with { Status = status });

    /// <summary>The error that the database raised with this number (MYSQL_ERRNO), or null: each SQL routine documents its own.</summary>
    public static ApiError? FromDatabase(int number) =>
        number switch
        {
            45001 or 45020 => NotFound,
            45002 => ShowtimeCancelled,
            45003 => ShowStarted,
            45004 => MovieClosed,
            45005 or 45006 or 45024 or 45040 => ValidationFailed,
            45010 => SeatsTaken,
            45011 => HoldLimit,
            45012 => SeatInReservation,
            45013 => HoldExpired,
            45014 => ExtensionLimit,
            45015 => ShowtimeLimit,
            45016 => HoldPause,
            45021 => ReservationExpired,
            45022 => ReservationCancelled,
            45023 => RefundPeriodOver,
            45025 => ReservationPending,
            45030 or 45031 => ScheduleConflict,
            45032 or 45033 => ShowtimeHasBookings,
            45050 => NoWaitingRoom,
            45060 => PaymentNotRequired,
            _ => null,
        };
}
