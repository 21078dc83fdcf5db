using System.Security.Cryptography;
using MovieBooking.Db;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What passkeys are to sign: 256 random bits, known to the database by their SHA-256, each for one purpose, for five minutes. The DELETE that takes one
/// is what makes it good once, however many show it to however many processes.
/// </summary>
internal sealed class PasskeyChallenges(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="user">Who adds a passkey, whose row is locked; null: somebody who signs in.</param>
    /// <param name="session">In which session it is added.</param>
    public async Task<byte[]> IssueAsync(MySqlTransaction transaction, UserRow? user, Guid? session, CancellationToken cancellationToken)
    {
        var challenge = RandomNumberGenerator.GetBytes(32);
        await transaction.ExecuteAsync(
            """
            INSERT INTO passkey_challenges (challenge_hash, user_id, session_id, credentials_changed_at, expires_at)
            VALUES (@hash, @user_id, @session_id, @changed_at, @expires_at)
            """,
            cancellationToken,
            ("@hash", SHA256.HashData(challenge)),
            ("@user_id", user?.UserId),
            ("@session_id", session?.ToString()),
            ("@changed_at", user?.CredentialsChangedAt),
            ("@expires_at", clock.GetUtcNow().UtcDateTime + Lifetime)
        );
        return challenge;
    }

    /// <summary>What was begun before the account got another factor was shown less than is asked for now. The caller has locked the user's row.</summary>
    public static Task VoidAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("DELETE FROM passkey_challenges WHERE user_id = @user_id", cancellationToken, ("@user_id", userId));

    /// <summary>False: it is none, not for this, out of date or used.</summary>
    public async Task<bool> TakeAsync(
        MySqlTransaction transaction,
        byte[] challenge,
        UserRow? user,
        Guid? session,
        CancellationToken cancellationToken
    )
    {
        await using var take = transaction.Command(
            """
            DELETE FROM passkey_challenges
            WHERE challenge_hash = @hash
                AND user_id <=> @user_id
                AND session_id <=> @session_id
                AND credentials_changed_at <=> @changed_at
                AND expires_at > @now
            """,
            ("@hash", SHA256.HashData(challenge)),
            ("@user_id", user?.UserId),
            ("@session_id", session?.ToString()),
            ("@changed_at", user?.CredentialsChangedAt),
            ("@now", clock.GetUtcNow().UtcDateTime)
        );
        return await take.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
