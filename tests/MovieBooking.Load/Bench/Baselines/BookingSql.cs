namespace MovieBooking.Load.Bench.Baselines;

/// <summary>
/// How the booking routines are called. Those in <c>kept/</c>, which were current at the start of the measuring, are called in
/// the same way; where the product's change, this is where the two part.
/// </summary>
internal static class BookingSql
{
    public const string Lock = "CALL sp_lock_seats(@user_id, @showtime_id, @seat_ids)";

    public const string Create =
        "CALL sp_create_reservation(@user_id, @guest_email, @guest_name, @showtime_id, @seat_ids, @reference, @new_reservation_id)";

    /// <param name="reservationId">A parameter or variable.</param>
    public static string Confirm(string reservationId) => $"CALL sp_confirm_reservation({reservationId}, 0)";
}
