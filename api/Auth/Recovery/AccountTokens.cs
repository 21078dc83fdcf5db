using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>What a token is for.</summary>
internal enum AccountTokenPurpose
{
    PasswordReset,
    EmailChange,
}

/// <summary>
/// Single-use tokens that a mail brings. The database has their SHA-256 alone; the token itself is made of the message's number and
/// the signing key when the mail is written, so that a mail that is sent twice has the same one, and nothing that is stored tells it.
/// A change of the password or the address voids every token that was asked for before it: whoever lost the account by it, or the
/// mailbox, has no way back in.
/// </summary>
internal sealed class AccountTokens(MySqlDataSource source, SigningKeys keys)
{
    /// <summary>From the request on: what a mail server held back for longer is not sent any more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>For one account at a time: more mails than these come to nobody, however often they are asked for.</summary>
    public const int AtOnce = 3;

    private readonly byte[] _key = keys.For("account tokens"u8)[0];

    /// <summary>The token that a message brings; null: too late, or too many.</summary>
    public async Task<string?> IssueAsync(
        DueMessage message,
        AccountTokenPurpose purpose,
        int userId,
        string? newEmail,
        CancellationToken cancellationToken
    )
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{purpose} {message.MessageId} {message.CreatedAt.Ticks}");
        var token = Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var issue = new MySqlCommand(
            """
            INSERT INTO account_tokens (token_hash, purpose, user_id, new_email, created_at, expires_at)
            SELECT @hash, @purpose, @user_id, @new_email, @created_at, @expires_at
            FROM (
                SELECT COUNT(*) AS others
                FROM account_tokens
                WHERE account_tokens.user_id = @user_id
                    AND account_tokens.purpose = @purpose
                    AND account_tokens.expires_at > UTC_TIMESTAMP(6)
                    AND account_tokens.token_hash <> @hash
            ) AS live
            WHERE live.others < @at_once AND @expires_at > UTC_TIMESTAMP(6)
            ON DUPLICATE KEY UPDATE token_hash = @hash;
            SELECT COUNT(*)
            FROM account_tokens
            INNER JOIN users
                ON users.user_id = account_tokens.user_id
            WHERE account_tokens.token_hash = @hash
                AND account_tokens.used_at IS NULL
                AND account_tokens.expires_at > UTC_TIMESTAMP(6)
                AND (users.credentials_changed_at IS NULL OR users.credentials_changed_at < account_tokens.created_at)
            """,
            connection
        );
        issue.Parameters.AddWithValue("@hash", Hash(token));
        issue.Parameters.AddWithValue("@purpose", Http.Word.Of(purpose));
        issue.Parameters.AddWithValue("@user_id", userId);
        issue.Parameters.AddWithValue("@new_email", newEmail);
        issue.Parameters.AddWithValue("@created_at", message.CreatedAt);
        issue.Parameters.AddWithValue("@expires_at", message.CreatedAt + Lifetime);
        issue.Parameters.AddWithValue("@at_once", AtOnce);
        return Convert.ToInt32(await issue.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 1 ? token : null;
    }

    /// <summary>Whose a token is, and the address that it confirms; null: it is unknown, used, void or out of date.</summary>
    public async Task<(int UserId, string? NewEmail)?> FindAsync(
        string token,
        AccountTokenPurpose purpose,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var find = new MySqlCommand(
            """
            SELECT account_tokens.user_id, account_tokens.new_email
            FROM account_tokens
            INNER JOIN users
                ON users.user_id = account_tokens.user_id
            WHERE account_tokens.token_hash = @hash
                AND account_tokens.purpose = @purpose
                AND account_tokens.used_at IS NULL
                AND account_tokens.expires_at > UTC_TIMESTAMP(6)
                AND (users.credentials_changed_at IS NULL OR users.credentials_changed_at < account_tokens.created_at)
            """,
            connection
        );
        find.Parameters.AddWithValue("@hash", Hash(token));
        find.Parameters.AddWithValue("@purpose", Http.Word.Of(purpose));
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetInt32(0), row[1] as string) : null;
    }

    /// <summary>
    /// Uses a token up, and notes that what it changes has changed, which voids all others, and that the mailbox is the user's. The caller
    /// has locked the user's row. False: somebody was faster.
    /// </summary>
    public static async Task<bool> UseAsync(
        MySqlTransaction transaction,
        string token,
        AccountTokenPurpose purpose,
        int userId,
        CancellationToken cancellationToken
    )
    {
        await using var use = transaction.Command(
            """
            UPDATE account_tokens
            INNER JOIN users
                ON users.user_id = account_tokens.user_id
            SET account_tokens.used_at = UTC_TIMESTAMP(6),
                users.credentials_changed_at = UTC_TIMESTAMP(6),
                users.email_proved_at = UTC_TIMESTAMP(6)
            WHERE account_tokens.token_hash = @hash
                AND account_tokens.purpose = @purpose
                AND account_tokens.user_id = @user_id
                AND account_tokens.used_at IS NULL
                AND account_tokens.expires_at > UTC_TIMESTAMP(6)
                AND (users.credentials_changed_at IS NULL OR users.credentials_changed_at < account_tokens.created_at)
            """,
            ("@hash", Hash(token)),
            ("@purpose", Http.Word.Of(purpose)),
            ("@user_id", userId)
        );
        return await use.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
