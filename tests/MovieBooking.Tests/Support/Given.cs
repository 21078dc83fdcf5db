using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>Rows that a test starts from. Names are unique, so that tests of one class do not meet.</summary>
public sealed class Given(TestDatabase database)
{
    private static int s_number;

    public async Task<int> CinemaAsync(string timeZone = "America/New_York", string? name = null) =>
        await InsertAsync(
            "INSERT INTO cinemas (name, address, city, time_zone) VALUES (@name, '1 Main Street', 'Springfield', @time_zone)",
            ("@name", name ?? Unique("Cinema")),
            ("@time_zone", timeZone)
        );

    /// <summary>A screen with its 96 seats.</summary>
    public async Task<int> ScreenAsync(string format = "2D", int? cinemaId = null, string timeZone = "America/New_York") =>
        await InsertAsync(
            "INSERT INTO screens (cinema_id, name, format) VALUES (@cinema_id, @name, @format)",
            ("@cinema_id", cinemaId ?? await CinemaAsync(timeZone)),
            ("@name", Unique("Screen")),
            ("@format", format)
        );

    /// <summary>A kind of tickets of a showtime's cinema: a factor, or the price of a standard seat.</summary>
    public async Task<int> KindAsync(int showtimeId, decimal? factor = null, decimal? fixedPrice = null, string? name = null) =>
        await InsertAsync(
            """
            INSERT INTO ticket_kinds (cinema_id, name, factor, fixed_price, created_at)
            SELECT screens.cinema_id, @name, @factor, @fixed_price, UTC_TIMESTAMP(6)
            FROM showtimes
            INNER JOIN screens ON screens.screen_id = showtimes.screen_id
            WHERE showtimes.showtime_id = @showtime_id
            """,
            ("@showtime_id", showtimeId),
            ("@name", name ?? Unique("Kind")),
            ("@factor", factor),
            ("@fixed_price", fixedPrice)
        );

    /// <summary>A voucher with one code, which the answer is.</summary>
    public async Task<string> VoucherAsync(
        string type = "percent",
        decimal value = 25,
        int? maxUses = 1,
        int? maxUsesPerPerson = null,
        string? validFrom = null,
        string? validUntil = null
    )
    {
        var code = Unique("CODE");
        var voucherId = await InsertAsync(
            """
            INSERT INTO vouchers (name, type, value, valid_from, valid_until, max_uses, max_uses_per_person, created_at)
            VALUES (@code, @type, @value, @from, @until, @max_uses, @max_uses_per_person, UTC_TIMESTAMP(6))
            """,
            ("@code", code),
            ("@type", type),
            ("@value", value),
            ("@from", validFrom),
            ("@until", validUntil),
            ("@max_uses", maxUses),
            ("@max_uses_per_person", maxUsesPerPerson)
        );
        await InsertAsync(
            "INSERT INTO voucher_codes (voucher_id, code_hash, hint) VALUES (@voucher_id, UNHEX(SHA2(@code, 256)), RIGHT(@code, 4))",
            ("@voucher_id", voucherId),
            ("@code", code)
        );
        return code;
    }

    /// <summary>A gift card, whose code the answer is.</summary>
    public async Task<string> GiftCardAsync(decimal amount = 20, string? expiresAt = null, string currency = "USD")
    {
        var code = Unique("CARD");
        await InsertAsync(
            """
            INSERT INTO gift_cards (name, code_hash, hint, amount, currency, expires_at, created_at)
            VALUES (@code, UNHEX(SHA2(@code, 256)), RIGHT(@code, 4), @amount, @currency, @expires_at, UTC_TIMESTAMP(6))
            """,
            ("@code", code),
            ("@amount", amount),
            ("@currency", currency),
            ("@expires_at", expiresAt)
        );
        return code;
    }

    public async Task<int> MovieAsync(
        string? title = null,
        DateOnly? releaseDate = null,
        string genre = "Drama",
        int durationMinutes = 100,
        string status = "open"
    ) =>
        await InsertAsync(
            """
            INSERT INTO movies (title, duration_minutes, rating, release_date, scheduled_close_date, genre, director, cast_members, movie_status)
            VALUES (@title, @duration, 'PG-13', @release_date, @close_date, @genre, 'Ada Reel', '["Bo Frame", "Cy Lens"]', @status)
            """,
            ("@status", status),
            ("@title", title ?? Unique("Movie")),
            ("@duration", durationMinutes),
            ("@release_date", releaseDate ?? Today.AddDays(-7)),
            ("@close_date", (releaseDate ?? Today).AddDays(60)),
            ("@genre", genre)
        );

    /// <summary>What a movie is about, and its poster.</summary>
    public async Task ArtAsync(int movieId, string description, string posterUrl) =>
        await database.ExecuteAsync(
            "UPDATE movies SET description = @description, poster_url = @poster_url WHERE movie_id = @movie_id",
            ("@description", description),
            ("@poster_url", posterUrl),
            ("@movie_id", movieId)
        );

    /// <summary>A showtime, tomorrow unless told, on a screen of its own unless told.</summary>
    public async Task<int> ShowtimeAsync(
        int? movieId = null,
        int? screenId = null,
        DateTime? startsAt = null,
        string format = "2D",
        int minutes = 100
    )
    {
        var start = startsAt ?? DateTime.UtcNow.AddDays(1);
        return await InsertAsync(
            """
            INSERT INTO showtimes (movie_id, screen_id, start_time, end_time, local_date)
            VALUES (@movie_id, @screen_id, @start_time, @end_time, @local_date)
            """,
            ("@movie_id", movieId ?? await MovieAsync()),
            ("@screen_id", screenId ?? await ScreenAsync(format)),
            ("@start_time", start),
            ("@end_time", start.AddMinutes(minutes)),
            ("@local_date", DateOnly.FromDateTime(start))
        );
    }

    public async Task<int> UserAsync(string role = "customer") =>
        await InsertAsync(
            "INSERT INTO users (email, password_hash, display_name, role, created_at) VALUES (@email, 'unusable', 'Some Body', @role, UTC_TIMESTAMP(6))",
            ("@email", $"{Unique("user").ToLowerInvariant().Replace(' ', '.')}@example.com"),
            ("@role", role)
        );

    public async Task<int[]> UsersAsync(int count)
    {
        var users = new int[count];
        for (var number = 0; number < count; number++)
        {
            users[number] = await UserAsync();
        }

        return users;
    }

    /// <summary>The id of a seat of a showtime's screen.</summary>
    public async Task<int> SeatAsync(int showtimeId, string label) =>
        await database.ScalarAsync<int>(
            """
            SELECT seats.seat_id
            FROM seats
            INNER JOIN showtimes ON showtimes.screen_id = seats.screen_id
            WHERE showtimes.showtime_id = @showtime_id AND seats.seat_label = @label
            """,
            ("@showtime_id", showtimeId),
            ("@label", label)
        );

    public async Task<int[]> SeatsAsync(int showtimeId, params string[] labels)
    {
        var seatIds = new int[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            seatIds[index] = await SeatAsync(showtimeId, labels[index]);
        }

        return seatIds;
    }

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    public static string Unique(string word) => $"{word} {Interlocked.Increment(ref s_number)}";

    private async Task<int> InsertAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
        database.SayChanged();
        return (int)command.LastInsertedId;
    }
}
