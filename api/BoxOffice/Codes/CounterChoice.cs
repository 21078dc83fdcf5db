using System.Text.Json;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.BoxOffice.Codes;

internal static class CounterChoice
{
    /// <summary>What a quote and a sale say of what is sold, so that the one is the other's.</summary>
    public static async Task<(string Name, object? Value)[]> CounterChoiceAsync(
        this MySqlTransaction transaction,
        int showtimeId,
        IReadOnlyList<int> seatIds,
        IReadOnlyList<SeatKind>? kinds,
        CounterCodes codes,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        [
            ("@showtime_id", showtimeId),
            ("@seat_ids", JsonSerializer.Serialize(seatIds)),
            ("@kinds", kinds is { Count: > 0 } ? JsonSerializer.Serialize(kinds, JsonSerializerOptions.Web) : null),
            ("@voucher_hash", codes.Voucher),
            ("@card_hash", codes.GiftCard),
            ("@reference", References.New()),
            ("@start_offset", await transaction.StartOffsetAsync(KindReader.Show, showtimeId, cancellationToken)),
            ("@offset", clock.OffsetMinutes(await TimeZoneAsync(transaction, showtimeId, cancellationToken))),
        ];

    private static async Task<string> TimeZoneAsync(MySqlTransaction transaction, int showtimeId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                """
                SELECT cinemas.time_zone
                FROM showtimes
                INNER JOIN screens
                    ON screens.screen_id = showtimes.screen_id
                INNER JOIN cinemas
                    ON cinemas.cinema_id = screens.cinema_id
                WHERE showtimes.showtime_id = @id
                """,
                row => row.GetString(0),
                cancellationToken,
                ("@id", showtimeId)
            )
        ).SingleOrDefault() ?? throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchShowtime"]);
}
