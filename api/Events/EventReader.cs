using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db.Model;
using EventRow = MovieBooking.Db.Model.EventLog;

namespace MovieBooking.Api.Events;

/// <summary>Reads events by their positions, which sp_number_events gives them after the commit: nobody misses one that committed late.</summary>
internal sealed class EventReader(MovieBookingContext db, Currency currency)
{
    private const int DefaultLimit = 100;

    /// <summary>Null: some of those after it are kept no more.</summary>
    public async Task<EventList?> ListAsync(EventQuery query, IReadOnlyCollection<int> cinemaIds, CancellationToken cancellationToken)
    {
        var (after, limit) = (query.After, query.Limit ?? DefaultLimit);
        // Read first: what gets a position meanwhile is for the next time.
        var last = await db.EventPositions.Select(positions => positions.LastPosition).SingleAsync(cancellationToken);
        var types = query.ReadTypes();
        var rows = db.EventLogs.Where(row => row.Position > (after ?? 0) && row.Position <= last && types.Contains(row.Type));
        if (cinemaIds.Count > 0)
        {
            rows = rows.Where(row => cinemaIds.Contains(row.CinemaId!.Value));
        }

        var items = await ReadAsync(rows.OrderBy(row => row.Position).Take(limit), cancellationToken);
        // Read last: what was purged meanwhile is missing from what was read.
        if (after < await db.EventPositions.Select(positions => positions.PurgedPosition).SingleAsync(cancellationToken))
        {
            return null;
        }

        var hasMore = items.Count == limit;
        // Past those of other cinemas, too, which are not looked through again.
        return new EventList(items, hasMore ? items[^1].EventId : Math.Max(last, after ?? 0), hasMore);
    }

    public async Task<IReadOnlyList<EventEntry>> ReadAsync(IQueryable<EventRow> rows, CancellationToken cancellationToken) =>
        [
            .. (
                await rows.Join(
                        db.Cinemas,
                        row => row.CinemaId,
                        cinema => (int?)cinema.CinemaId,
                        (row, cinema) => new { Row = row, cinema.TimeZone }
                    )
                    .OrderBy(pair => pair.Row.Position)
                    .ToListAsync(cancellationToken)
            ).Select(pair => ToEvent(pair.Row, pair.TimeZone)),
        ];

    private EventEntry ToEvent(EventRow row, string timeZone)
    {
        var details = row.Details is { } json ? JsonSerializer.Deserialize<Details>(json, JsonSerializerOptions.Web)! : new Details();
        return new EventEntry(
            row.Position!.Value,
            Word.Parse<EventType>(row.Type),
            new DateTimeOffset(DateTime.SpecifyKind(row.OccurredAt, DateTimeKind.Utc)),
            new EventData(
                row.CinemaId!.Value,
                row.ShowtimeId,
                row.ReservationId,
                details.TicketIds,
                details.ByCinema,
                details.Amount is { } amount ? currency.Round(amount) : null,
                details.Currency,
                details.MovieId,
                details.ScreenId,
                details.StartsAt?.UtcDateTime.In(timeZone),
                details.PreviousStartsAt?.UtcDateTime.In(timeZone)
            )
        );
    }

    /// <summary>As SQL writes them; times are UTC.</summary>
    private sealed record Details
    {
        public IReadOnlyList<int>? TicketIds { get; init; }
        public bool? ByCinema { get; init; }
        public decimal? Amount { get; init; }
        public string? Currency { get; init; }
        public int? MovieId { get; init; }
        public int? ScreenId { get; init; }
        public DateTimeOffset? StartsAt { get; init; }
        public DateTimeOffset? PreviousStartsAt { get; init; }
    }
}
