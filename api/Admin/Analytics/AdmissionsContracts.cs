using MovieBooking.Api.Admin.Access;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>A movie's week at a cinema.</summary>
/// <param name="WeekFrom" example="2026-11-20">The week's first day.</param>
/// <param name="WeekTo" example="2026-11-26">The week's last day, or the period's where that comes first.</param>
/// <param name="MovieId" example="1">The movie.</param>
/// <param name="MovieTitle" example="The Long Tide">Its title.</param>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="CinemaName" example="The Meridian">Its name.</param>
/// <param name="Shows" example="21">How many shows.</param>
/// <param name="Admissions" example="812">Their confirmed tickets.</param>
/// <param name="Gross" example="8120.00">The tickets' prices together.</param>
/// <param name="Kinds">What of it was tickets of a kind, by name; all others are at the full price.</param>
public sealed record MovieAdmissions(
    DateOnly WeekFrom,
    DateOnly WeekTo,
    int MovieId,
    string MovieTitle,
    int CinemaId,
    string CinemaName,
    int Shows,
    int Admissions,
    decimal Gross,
    IReadOnlyList<KindAdmissions> Kinds
);

/// <summary>Tickets of a kind in a movie's week at a cinema.</summary>
/// <param name="Kind" example="Child">The kind.</param>
/// <param name="Admissions" example="96">Confirmed tickets.</param>
/// <param name="Gross" example="537.60">Their prices together.</param>
public sealed record KindAdmissions(string Kind, int Admissions, decimal Gross);

/// <summary>Admissions and gross by movie, week and cinema: by title, then week, then cinema.</summary>
/// <param name="From" example="2026-10-30">The period's first day, and the first of its first week.</param>
/// <param name="To" example="2026-11-26">The period's last day.</param>
/// <param name="Currency" example="USD">The currency of all gross (ISO 4217).</param>
/// <param name="Admissions" example="812">All admissions.</param>
/// <param name="Gross" example="8120.00">All gross.</param>
/// <param name="Items">The lines; a movie without a show in a week has none.</param>
public sealed record AdmissionsByMovie(
    DateOnly From,
    DateOnly To,
    string Currency,
    int Admissions,
    decimal Gross,
    IReadOnlyList<MovieAdmissions> Items
);

/// <summary>Which admissions to sum up.</summary>
/// <param name="From" example="2026-10-30">The first day of the first week: 28 days up to the last one when left out.</param>
/// <param name="To" example="2026-11-26">The last day: today when left out. At most 400 days in all.</param>
/// <param name="CinemaId" example="1">Only those of this cinema.</param>
/// <param name="MovieId" example="1">Only those of this movie.</param>
internal sealed record AdmissionsQuery(DateOnly? From, DateOnly? To, int? CinemaId, int? MovieId) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : PeriodValidator<AdmissionsQuery>
    {
        public Validator()
            : base(query => query.From, query => query.To) { }
    }
}
