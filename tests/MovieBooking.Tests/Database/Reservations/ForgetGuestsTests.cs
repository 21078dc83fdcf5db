using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>Guests are forgotten so many days after their show, and the sale stays.</summary>
public sealed class ForgetGuestsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_booking_names_its_guest_until_so_many_days_after_the_show()
    {
        var given = new Given(database);
        var (old, recent) = (await given.ShowtimeAsync(), await given.ShowtimeAsync());
        await database.ExecuteAsync(
            """
            UPDATE showtimes
            SET start_time = UTC_TIMESTAMP(6) - INTERVAL IF(showtime_id = @old, 31, 29) DAY - INTERVAL 2 HOUR,
                end_time = UTC_TIMESTAMP(6) - INTERVAL IF(showtime_id = @old, 31, 29) DAY
            WHERE showtime_id IN (@old, @recent)
            """,
            ("@old", old),
            ("@recent", recent)
        );
        var userId = await given.UserAsync();
        // More than go into one step, on both sides of the address of nobody.
        var guests = string.Join(
            ',',
            Enumerable
                .Range(0, 250)
                .Select(number =>
                    $"('G{number:000000000}', '{(number % 2 == 0 ? "a" : "z")}{number}@example.com', 'Gus', {old}, 'cancelled', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
                )
        );
        await database.ExecuteAsync(
            $"""
            INSERT INTO reservations (reference, guest_email, guest_name, showtime_id, status, created_at, cancelled_at) VALUES
                {guests},
                ('RECENT0000', 'kim@example.com', 'Kim', {recent}, 'cancelled', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO reservations (reference, user_id, showtime_id, status, created_at, cancelled_at)
            VALUES ('OFUSER0000', {userId}, {old}, 'cancelled', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));
            INSERT INTO audit_log (occurred_at, user_id, user_email, action, entity, entity_id, changes)
            SELECT UTC_TIMESTAMP(6), user_id, COALESCE(guest_email, 'member@example.com'), 'cancelled', 'reservation', reservation_id, '[]'
            FROM reservations
            """
        );

        await database.ExecuteAsync("CALL sp_forget_guests(30)");
        await database.ExecuteAsync("CALL sp_forget_guests(30)");

        Assert.Equal(
            ["Anonymous anonymous@guest.invalid 250", "Kim kim@example.com 1"],
            await database.LinesAsync(
                "SELECT guest_name, guest_email, COUNT(*) FROM reservations WHERE user_id IS NULL GROUP BY guest_name, guest_email ORDER BY guest_name"
            )
        );
        Assert.Equal(
            ["kim@example.com 1", "member@example.com 1"],
            await database.LinesAsync(
                "SELECT user_email, COUNT(*) FROM audit_log WHERE user_email IS NOT NULL GROUP BY user_email ORDER BY user_email"
            )
        );
        Assert.Equal(250, await database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log WHERE user_email IS NULL AND user_id IS NULL"));
    }
}
