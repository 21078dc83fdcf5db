using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>What was sold: confirmed tickets less cancelled ones, on the cinema's day of the sale.</summary>
/// <param name="Revenue" example="1248.00">Their prices together.</param>
/// <param name="Tickets" example="112">How many.</param>
public sealed record Sales(decimal Revenue, int Tickets);

/// <summary>What one format sold.</summary>
/// <param name="Format">The format.</param>
/// <param name="Revenue" example="640.00">The tickets' prices together.</param>
/// <param name="Tickets" example="64">How many tickets.</param>
/// <param name="AveragePrice" example="10.00">Revenue over tickets, or null without tickets.</param>
public sealed record FormatSales(ScreenFormat Format, decimal Revenue, int Tickets, decimal? AveragePrice);

/// <summary>What one class of seats sold.</summary>
/// <param name="SeatClass">The class.</param>
/// <param name="Revenue" example="640.00">The tickets' prices together.</param>
/// <param name="Tickets" example="64">How many tickets.</param>
/// <param name="AveragePrice" example="10.00">Revenue over tickets, or null without tickets.</param>
public sealed record SeatClassSales(SeatClass SeatClass, decimal Revenue, int Tickets, decimal? AveragePrice);

/// <summary>What one day sold.</summary>
/// <param name="Date" example="2026-11-22">The cinema's day of the sale.</param>
/// <param name="Revenue" example="320.00">The tickets' prices together.</param>
/// <param name="Tickets" example="32">How many tickets.</param>
public sealed record DaySales(DateOnly Date, decimal Revenue, int Tickets);

/// <summary>How full the shows were that took place on days of the period and have begun.</summary>
/// <param name="Showtimes" example="42">How many shows.</param>
/// <param name="Seats" example="4032">The seats that they offered.</param>
/// <param name="Tickets" example="1613">How many of them were sold, whenever that was.</param>
/// <param name="Percent" example="40.0">Tickets over seats, or null without shows.</param>
public sealed record Occupancy(int Showtimes, int Seats, int Tickets, decimal? Percent);

/// <summary>What sells. Today, week and month end with each cinema's own today; averages, parts and days are those of the period from..to.</summary>
/// <param name="From" example="2026-10-24">The period's first day.</param>
/// <param name="To" example="2026-11-22">The period's last day.</param>
/// <param name="Currency" example="USD">The currency of all revenue (ISO 4217).</param>
/// <param name="Today">Sales of today.</param>
/// <param name="Week">Sales since Monday.</param>
/// <param name="Month">Sales since the first of the month.</param>
/// <param name="Total">All sales ever.</param>
/// <param name="Period">Sales of the period.</param>
/// <param name="Before">Sales of the period before it, as many days long.</param>
/// <param name="AveragePrice" example="11.14">The period's revenue over its tickets, or null without tickets.</param>
/// <param name="Occupancy">How full the period's shows were.</param>
/// <param name="ByFormat">The period's sales of each format.</param>
/// <param name="ByClass">The period's sales of each class of seats.</param>
/// <param name="Daily">Each day of the period in order; a day without sales has zeros.</param>
public sealed record SalesAnalytics(
    DateOnly From,
    DateOnly To,
    string Currency,
    Sales Today,
    Sales Week,
    Sales Month,
    Sales Total,
    Sales Period,
    Sales Before,
    decimal? AveragePrice,
    Occupancy Occupancy,
    IReadOnlyList<FormatSales> ByFormat,
    IReadOnlyList<SeatClassSales> ByClass,
    IReadOnlyList<DaySales> Daily
);

/// <summary>Which sales to sum up.</summary>
/// <param name="From" example="2026-10-24">The period's first day: 30 days up to its last one when left out.</param>
/// <param name="To" example="2026-11-22">The period's last day: today when left out. At most 400 days in all.</param>
/// <param name="CinemaId" example="1">Only those of this cinema.</param>
internal sealed record AnalyticsQuery(DateOnly? From, DateOnly? To, int? CinemaId) : INamesCinemas
{
    IEnumerable<int> INamesCinemas.CinemaIds => CinemaId is { } cinemaId ? [cinemaId] : [];

    public sealed class Validator : PeriodValidator<AnalyticsQuery>
    {
        public Validator()
            : base(query => query.From, query => query.To) { }
    }
}
