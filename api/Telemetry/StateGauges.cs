using System.Diagnostics.Metrics;
using System.Globalization;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Seats.Events;
using MySqlConnector;

namespace MovieBooking.Api.Telemetry;

/// <summary>
/// How things stand: this process's event streams, and what the database holds, which is looked at every so often. Each process shows the
/// same of the database: take the largest, not the sum.
/// </summary>
internal sealed partial class StateGauges : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    // Each over an index, of rows that are few.
    private const string Look = """
        SELECT
            (SELECT COUNT(*) FROM seat_locks WHERE expires_at > UTC_TIMESTAMP(6) AND user_id <> 0),
            (SELECT COUNT(*) FROM reservations WHERE status = 'pending' AND expires_at > UTC_TIMESTAMP(6)),
            (
                SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(late.expires_at), UTC_TIMESTAMP(6)), 0) / 1e6
                FROM (
                    SELECT MIN(expires_at) AS expires_at FROM seat_locks WHERE expires_at <= UTC_TIMESTAMP(6)
                    UNION ALL
                    SELECT MIN(expires_at) FROM reservations WHERE status = 'pending' AND expires_at <= UTC_TIMESTAMP(6)
                ) AS late
            ),
            (SELECT COUNT(*) FROM outbox WHERE status = 'waiting'),
            (SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) / 1e6 FROM outbox WHERE status = 'waiting'),
            (SELECT COUNT(*) FROM outbox WHERE status = 'dead'),
            (SELECT COUNT(*) FROM webhook_deliveries WHERE status = 'waiting'),
            (
                SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) / 1e6
                FROM webhook_deliveries
                WHERE status = 'waiting'
            ),
            (SELECT COUNT(*) FROM webhook_deliveries WHERE status = 'dead'),
            (SELECT COUNT(*) FROM refunds WHERE status = 'waiting'),
            (SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) / 1e6 FROM refunds WHERE status = 'waiting'),
            (SELECT COUNT(*) FROM refunds WHERE status = 'dead')
        """;

    private readonly DatabaseStartup _database;
    private readonly ILogger<StateGauges> _logger;
    private readonly Meter _meter = new(BookingMeter.Name);
    private volatile double[] _state = [];

    public StateGauges(DatabaseStartup database, SeatWatch watch, ProcessBackplane backplane, ILogger<StateGauges> logger)
    {
        (_database, _logger) = (database, logger);
        _meter.CreateObservableGauge("moviebooking.event_streams", () => watch.Viewers, "{stream}", "Event streams that are open here.");
        _meter.CreateObservableGauge<int>(
            "moviebooking.redis.connected",
            () => backplane.IsConnected is { } isConnected ? [new Measurement<int>(isConnected ? 1 : 0)] : [],
            "{connection}",
            "Whether Redis is there, 1 or 0; nothing where none is configured."
        );
        Gauge(0, "moviebooking.seats.held", "{seat}", "Seats that somebody holds.");
        Gauge(1, "moviebooking.reservations.pending", "{reservation}", "Bookings that wait for their confirmation.");
        Gauge(2, "moviebooking.expired.age", "s", "For how long the oldest hold or booking that ran out has stood.");
        Gauge(3, "moviebooking.outbox.waiting", "{message}", "Messages that are to be sent.");
        Gauge(4, "moviebooking.outbox.age", "s", "The age of the oldest message that is to be sent.");
        Gauge(5, "moviebooking.outbox.dead", "{message}", "Messages that were given up.");
        Gauge(6, "moviebooking.webhooks.waiting", "{delivery}", "Deliveries to webhooks that are to be made.");
        Gauge(7, "moviebooking.webhooks.age", "s", "The age of the oldest delivery that is to be made.");
        Gauge(8, "moviebooking.webhooks.dead", "{delivery}", "Deliveries that were given up.");
        Gauge(9, "moviebooking.refunds.waiting", "{refund}", "Refunds that are to be made.");
        Gauge(10, "moviebooking.refunds.age", "s", "The age of the oldest refund that is to be made.");
        Gauge(11, "moviebooking.refunds.dead", "{refund}", "Refunds that were given up.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pause);
        do
        {
            try
            {
                _state = await ReadAsync(stoppingToken);
            }
            catch (MySqlException exception)
            {
                // Rather nothing than what was true once.
                _state = [];
                LogBlind(exception.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<double[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand(Look, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return
        [
            .. Enumerable.Range(0, row.FieldCount).Select(column => Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture)),
        ];
    }

    private void Gauge(int index, string name, string unit, string description) =>
        _meter.CreateObservableGauge<double>(
            name,
            () => _state is { Length: > 0 } state ? [new Measurement<double>(state[index])] : [],
            unit,
            description
        );

    [LoggerMessage(LogLevel.Warning, "The state of the database cannot be measured: {Reason}")]
    private partial void LogBlind(string reason);
}
