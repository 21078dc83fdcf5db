using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Cinemas;

/// <summary>Adds and changes screens. Locks: the screen.</summary>
internal static class ScreenWriter
{
    /// <summary>The answer is the screen; trg_screen_seats_insert makes its seats.</summary>
    public static async Task<Screen> CreateAsync(
        MySqlTransaction transaction,
        CreateScreenRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        // Locked first: the insert would ask for the same row after it has its own.
        var cinemas = await transaction.QueryAsync(
            "SELECT cinema_id FROM cinemas WHERE cinema_id = @id LOCK IN SHARE MODE",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", request.CinemaId)
        );
        if (cinemas.Count == 0)
        {
            throw new Refusal(Problems.Invalid("cinemaId", Texts.Problems["NoSuchCinema"]));
        }

        var screenId = await Names.UniqueAsync(
            transaction.ExecuteAsync(
                "INSERT INTO screens (cinema_id, name, format) VALUES (@cinema_id, @name, @format)",
                cancellationToken,
                ("@cinema_id", request.CinemaId),
                ("@name", request.Name.Trim()),
                ("@format", Word.Of(request.Format!.Value))
            )
        );
        var after = await transaction.ScreenAsync(screenId, cancellationToken) ?? throw NoSuchScreen();
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Created, AuditEntity.Screen, screenId, null, after),
            cancellationToken
        );
        return after;
    }

    /// <summary>The answer is the screen as it is now.</summary>
    public static async Task<Screen> UpdateAsync(
        MySqlTransaction transaction,
        int screenId,
        ScreenRequest request,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockScreensAsync([screenId], cancellationToken);
        var before = await transaction.ScreenAsync(screenId, cancellationToken) ?? throw NoSuchScreen();
        if (before.Format != request.Format && await transaction.HasShowsAsync(screenId, cancellationToken))
        {
            throw new Refusal(ApiError.HasShowtimes, Texts.Problems["FormatFixed"]);
        }

        await Names.UniqueAsync(
            transaction.ExecuteAsync(
                "UPDATE screens SET name = @name, format = @format WHERE screen_id = @id",
                cancellationToken,
                ("@name", request.Name.Trim()),
                ("@format", Word.Of(request.Format!.Value)),
                ("@id", screenId)
            )
        );
        var after = await transaction.ScreenAsync(screenId, cancellationToken) ?? throw NoSuchScreen();
        await transaction.AuditAsync(
            actor,
            AuditRecord.Of(AuditAction.Updated, AuditEntity.Screen, screenId, before, after),
            cancellationToken
        );
        return after;
    }

    public static Refusal NoSuchScreen() => new(ApiError.NotFound, Texts.Problems["NoSuchScreen"]);

    public static async Task<Screen?> ScreenAsync(this MySqlTransaction transaction, int screenId, CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync(
            """
            SELECT screen_id, cinema_id, name, format, (SELECT COUNT(*) FROM seats WHERE seats.screen_id = screens.screen_id)
            FROM screens
            WHERE screen_id = @id
            """,
            row => new Screen(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetString(2),
                Word.Parse<ScreenFormat>(row.GetString(3)),
                row.GetInt32(4)
            ),
            cancellationToken,
            ("@id", screenId)
        );
        return rows.SingleOrDefault();
    }

    /// <summary>Whether a show was ever scheduled on a screen; with the screen locked that stays so.</summary>
    public static async Task<bool> HasShowsAsync(this MySqlTransaction transaction, int screenId, CancellationToken cancellationToken)
    {
        var shows = await transaction.QueryAsync(
            "SELECT showtime_id FROM showtimes WHERE screen_id = @id LIMIT 1",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", screenId)
        );
        return shows.Count > 0;
    }
}
