using System.Security.Cryptography;
using MovieBooking.Tests.Support;
using MySqlConnector;
using Xunit.Abstractions;

namespace MovieBooking.Tests.Database.Races;

/// <summary>Passwords of one account are guessed at the same moment. No more are answered than the count allows, and nobody sees a deadlock.</summary>
[Collection(Contest.Name)]
public sealed class SignInRaceTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private const int Guesses = 50;
    private const int Answers = 5;

    [Fact]
    public Task Of_fifty_guesses_at_once_five_are_answered() => AtOnce(Answers).IsWonAsync(() => GuessAsync(database));

    [Fact]
    public Task Without_their_queue_more_are() =>
        OwnDatabase.RunAsync(async own =>
        {
            // Each of them counts for itself then.
            await WithoutProtection.ReplaceAsync(own, "sp_charge_sign_in", "VALUES (p_account, ", "VALUES (RANDOM_BYTES(16), ");

            await AtOnce(Answers).IsSpoiltAsync(() => GuessAsync(own));
        });

    /// <summary>Five are the device's own, and five more the account's; the first of the account's pauses begins once.</summary>
    [Fact]
    public Task Of_fifty_with_one_stolen_cookie_ten_are_answered() =>
        AtOnce(2 * Answers).IsWonAsync(() => GuessAsync(database, RandomNumberGenerator.GetBytes(16)));

    private Contest AtOnce(int answers) => new(output, "50 wrong passwords of one account", answers);

    private static async Task<Outcome> GuessAsync(TestDatabase database, byte[]? device = null)
    {
        var account = RandomNumberGenerator.GetBytes(16);
        var begun = 0;
        var errors = await Race.RunAsync(
            database,
            Guesses,
            async (session, _) =>
            {
                if (await ChargeAsync(session, account, device))
                {
                    Interlocked.Increment(ref begun);
                }
            }
        );
        var counted = await database.ScalarAsync<int>(
            "SELECT COALESCE(SUM(LEAST(failures, 5)), 0) FROM sign_in_failures WHERE tried_as IN (@account, @device)",
            ("@account", account),
            ("@device", device)
        );
        Assert.InRange(begun, 0, 1);
        return Outcome.Of(errors, counted);
    }

    private static async Task<bool> ChargeAsync(MySqlConnection session, byte[] account, byte[]? device)
    {
        await session.BeginAsync();
        try
        {
            await session.ExecuteAsync("CALL sp_charge_sign_in(@account, @device, 1, @begins)", ("@account", account), ("@device", device));
            var begins = Convert.ToInt32(
                (await session.RowsAsync("SELECT @begins"))[0][0],
                System.Globalization.CultureInfo.InvariantCulture
            );
            await session.ExecuteAsync("COMMIT");
            return begins == 1;
        }
        catch (MySqlException)
        {
            await session.ExecuteAsync("ROLLBACK");
            throw;
        }
    }
}
