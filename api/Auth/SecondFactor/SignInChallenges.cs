using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Db;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Sign-ins between the password and the second factor. What stands for one is a random token, known to the database by its SHA-256: it opens
/// nothing, and ends with its use, a new password or address, five tries, or five minutes.
/// </summary>
internal sealed class SignInChallenges(MySqlDataSource source, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string IsGood = """
        sign_in_challenges.token_hash = @hash
            AND sign_in_challenges.used_at IS NULL
            AND sign_in_challenges.tries < 5
            AND sign_in_challenges.expires_at > @now
            AND users.deleted_at IS NULL
            AND users.credentials_changed_at <=> sign_in_challenges.credentials_changed_at
        """;

    public async Task<(string Token, DateTime ExpiresAt)> IssueAsync(
        MySqlTransaction transaction,
        UserRow user,
        CancellationToken cancellationToken
    )
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow().UtcDateTime;
        await transaction.ExecuteAsync(
            """
            INSERT INTO sign_in_challenges (token_hash, user_id, credentials_changed_at, created_at, expires_at)
            VALUES (@hash, @user_id, @changed_at, @now, @expires_at)
            """,
            cancellationToken,
            ("@hash", Hash(token)),
            ("@user_id", user.UserId),
            ("@changed_at", user.CredentialsChangedAt),
            ("@now", now),
            ("@expires_at", now + Lifetime)
        );
        return (token, now + Lifetime);
    }

    /// <summary>Who is signing in; null: the token is unknown, used, tried too often or out of date.</summary>
    public async Task<int?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var find = new MySqlCommand(
            $"""
            SELECT sign_in_challenges.user_id
            FROM sign_in_challenges
            INNER JOIN users
                ON users.user_id = sign_in_challenges.user_id
            WHERE {IsGood}
            """,
            connection
        );
        find.Parameters.AddWithValue("@hash", Hash(token));
        find.Parameters.AddWithValue("@now", clock.GetUtcNow().UtcDateTime);
        return (int?)await find.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Counts a try. The caller has locked the user's row. False: it is none any more.</summary>
    public async Task<bool> TryAsync(MySqlTransaction transaction, string token, CancellationToken cancellationToken)
    {
        await using var count = transaction.Command(
            $"""
            UPDATE sign_in_challenges
            INNER JOIN users
                ON users.user_id = sign_in_challenges.user_id
            SET sign_in_challenges.tries = sign_in_challenges.tries + 1
            WHERE {IsGood}
            """,
            ("@hash", Hash(token)),
            ("@now", clock.GetUtcNow().UtcDateTime)
        );
        return await count.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public static Task UseAsync(MySqlTransaction transaction, string token, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "UPDATE sign_in_challenges SET used_at = UTC_TIMESTAMP(6) WHERE token_hash = @hash",
            cancellationToken,
            ("@hash", Hash(token))
        );

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
