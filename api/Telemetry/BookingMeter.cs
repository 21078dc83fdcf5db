using System.Diagnostics.Metrics;
using MovieBooking.Api.Captcha;

namespace MovieBooking.Api.Telemetry;

/// <summary>
/// What happens to seats and bookings in this process, for whoever watches it. The names are part of the product: dashboards and alerts
/// rely on them. Without a listener a count costs nothing.
/// </summary>
internal static class BookingMeter
{
    public const string Name = "MovieBooking";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_holds = s_meter.CreateCounter<long>(
        "moviebooking.holds",
        "{seat}",
        "Seats that were held, or held again."
    );

    private static readonly Counter<long> s_reservations = s_meter.CreateCounter<long>(
        "moviebooking.reservations",
        "{reservation}",
        "Changes of bookings by operation: create, confirm, cancel, admit, sell, refund, exchange, group."
    );

    private static readonly Counter<long> s_refusals = s_meter.CreateCounter<long>(
        "moviebooking.refusals",
        "{request}",
        "Answers that are problems, by code: seats_taken is a conflict."
    );

    private static readonly Counter<long> s_limited = s_meter.CreateCounter<long>(
        "moviebooking.limits.refused",
        "{request}",
        "Requests that came too often, by limit."
    );

    private static readonly Counter<long> s_personChecks = s_meter.CreateCounter<long>(
        "moviebooking.captcha.checks",
        "{check}",
        "Tokens of people that the provider was asked about, by result: passed, refused, unavailable (they were let through)."
    );

    private static readonly Counter<long> s_mapReads = s_meter.CreateCounter<long>(
        "moviebooking.seat_map.reads",
        "{read}",
        "Seat maps that were read from the database; all others came from memory."
    );

    private static readonly UpDownCounter<long> s_waiting = s_meter.CreateUpDownCounter<long>(
        "moviebooking.seat_queue.waiting",
        "{request}",
        "Requests that wait for their turn at a showtime's seats."
    );

    public static void Held(int seats) => s_holds.Add(seats);

    public static void Changed(string operation) => s_reservations.Add(1, new KeyValuePair<string, object?>("operation", operation));

    public static void Refused(string code) => s_refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public static void Limited(string limit) => s_limited.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public static void CheckedPerson(Verdict verdict) =>
        s_personChecks.Add(1, new KeyValuePair<string, object?>("result", verdict.ToString().ToLowerInvariant()));

    public static void ReadMap() => s_mapReads.Add(1);

    /// <summary>Counts one that waits, until it is disposed of.</summary>
    public static Waiting Wait()
    {
        s_waiting.Add(1);
        return default;
    }

    public readonly struct Waiting : IDisposable
    {
        public void Dispose() => s_waiting.Add(-1);
    }
}
