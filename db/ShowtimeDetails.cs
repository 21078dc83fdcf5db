namespace MovieBooking.Db.Model;

/// <summary>What v_showtimes_details and v_active_showtimes_details both tell of a showtime.</summary>
public interface IShowtimeDetails
{
    int ShowtimeId { get; }
    string Status { get; }
    DateTime StartTime { get; }
    DateTime EndTime { get; }
    DateOnly LocalDate { get; }
    int MovieId { get; }
    string MovieTitle { get; }
    int ScreenId { get; }
    string ScreenName { get; }
    string Format { get; }
    int CinemaId { get; }
    string CinemaName { get; }
    string Address { get; }
    string City { get; }
    string TimeZone { get; }
    decimal? PriceFrom { get; }
    long? SeatsAvailable { get; }
}

public partial class VShowtimesDetail : IShowtimeDetails;

public partial class VActiveShowtimesDetail : IShowtimeDetails;
