using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>What people do to their own passkeys. An access token alone adds and removes none: it takes the password, and a code where those are asked for.</summary>
internal sealed class PasskeyChanges(
    MovieBookingContext db,
    BookingTransaction transactions,
    FreshProof proof,
    PasskeyRules rules,
    PasskeyChallenges challenges,
    SecondFactorDuty duty,
    Outbox outbox
)
{
    public const int Most = 10;

    /// <summary>What the new passkey is to sign, and whose it will be.</summary>
    public Task<(byte[] Challenge, UserRow User)> BeginAsync(
        UserSession session,
        PasskeyProof shown,
        CancellationToken cancellationToken
    ) =>
        proof.RunAsync(
            session,
            shown.Password,
            shown.Code,
            async (transaction, user) =>
            {
                await RequireRoomAsync(transaction, user.UserId, cancellationToken);
                return (await challenges.IssueAsync(transaction, user, session.SessionId, cancellationToken), user);
            },
            cancellationToken
        );

    public async Task<Passkey> AddAsync(UserSession session, NewPasskey passkey, CancellationToken cancellationToken)
    {
        if (
            PasskeyRules.ChallengeOf(passkey.ClientData) is not { } challenge
            || await rules.NewAsync(passkey, challenge, session.UserId, cancellationToken) is not { } made
        )
        {
            throw new Refusal(ApiError.PasskeyRefused);
        }

        try
        {
            var added = await transactions.RunAsync(
                async transaction =>
                {
                    var user = await FreshProof.LockAsync(transaction, session.UserId, cancellationToken);
                    if (!await challenges.TakeAsync(transaction, challenge, user, session.SessionId, cancellationToken))
                    {
                        throw new Refusal(ApiError.PasskeyRefused);
                    }

                    await RequireRoomAsync(transaction, user.UserId, cancellationToken);
                    await PasskeyChallenges.VoidAsync(transaction, user.UserId, cancellationToken);
                    await OpenIdRequests.VoidAsync(transaction, user.UserId, cancellationToken);
                    var rows = await transaction.QueryAsync(
                        """
                        INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, name, created_at)
                        VALUES (@user_id, @credential_id, @public_key, @count, @name, UTC_TIMESTAMP(6));
                        SELECT passkey_id, created_at FROM passkeys WHERE passkey_id = LAST_INSERT_ID()
                        """,
                        row => (Id: row.GetInt32(0), CreatedAt: row.GetDateTime(1)),
                        cancellationToken,
                        ("@user_id", user.UserId),
                        ("@credential_id", made.Id),
                        ("@public_key", made.PublicKey),
                        ("@count", (long)made.SignCount),
                        ("@name", passkey.Name)
                    );
                    var (passkeyId, createdAt) = rows.Single();
                    if (duty.Holds(Word.Parse<UserRole>(user.Role)))
                    {
                        await RaiseAsync(transaction, session, passkeyId, cancellationToken);
                    }

                    await TellAsync(transaction, MessageKind.PasskeyAdded, user.Email, cancellationToken);
                    return new Passkey(
                        passkeyId,
                        passkey.Name,
                        new DateTimeOffset(DateTime.SpecifyKind(createdAt, DateTimeKind.Utc)),
                        LastUsedAt: null
                    );
                },
                cancellationToken
            );
            outbox.Ring();
            return added;
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            // uk_passkey_credential: somebody's already, one's own included.
            throw new Refusal(ApiError.PasskeyRefused);
        }
    }

    /// <summary>False: one has no such passkey.</summary>
    public async Task<bool> RenameAsync(int userId, int passkeyId, string name, CancellationToken cancellationToken) =>
        await db
            .Passkeys.Where(row => row.PasskeyId == passkeyId && row.UserId == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name), cancellationToken) > 0;

    /// <summary>Ends the sessions that began with it, too; where it began the one that asks, that goes on as if a password had. False: one has none such.</summary>
    public async Task<bool> RemoveAsync(UserSession session, int passkeyId, PasskeyProof shown, CancellationToken cancellationToken)
    {
        var removed = await proof.RunAsync(
            session,
            shown.Password,
            shown.Code,
            async (transaction, user) =>
            {
                await using var remove = transaction.Command(
                    "DELETE FROM passkeys WHERE passkey_id = @passkey_id AND user_id = @user_id",
                    ("@passkey_id", passkeyId),
                    ("@user_id", user.UserId)
                );
                if (await remove.ExecuteNonQueryAsync(cancellationToken) == 0)
                {
                    return false;
                }

                await transaction.ExecuteAsync(
                    """
                    UPDATE refresh_tokens
                    SET passkey_id = NULL,
                        revoked_at = IF(family_id = @session_id, revoked_at, COALESCE(revoked_at, UTC_TIMESTAMP(6)))
                    WHERE user_id = @user_id
                        AND passkey_id = @passkey_id
                    """,
                    cancellationToken,
                    ("@session_id", session.SessionId.ToString()),
                    ("@user_id", user.UserId),
                    ("@passkey_id", passkeyId)
                );
                await TellAsync(transaction, MessageKind.PasskeyRemoved, user.Email, cancellationToken);
                return true;
            },
            cancellationToken
        );
        outbox.Ring();
        return removed;
    }

    /// <summary>The caller has locked the user's row: of two at once one finds what the other added.</summary>
    private static async Task RequireRoomAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken)
    {
        var counts = await transaction.QueryAsync(
            "SELECT COUNT(*) FROM passkeys WHERE user_id = @user_id",
            row => row.GetInt64(0),
            cancellationToken,
            ("@user_id", userId)
        );
        if (counts.Single() >= Most)
        {
            throw new Refusal(ApiError.PasskeyLimit);
        }
    }

    /// <summary>The session has shown both factors now, the password and the passkey, as one in which a second factor is confirmed has.</summary>
    private static async Task RaiseAsync(
        MySqlTransaction transaction,
        UserSession session,
        int passkeyId,
        CancellationToken cancellationToken
    ) =>
        await transaction.ExecuteAsync(
            """
            UPDATE refresh_tokens
            SET passkey_id = @passkey_id
            WHERE family_id = @session_id
                AND used_at IS NULL
                AND revoked_at IS NULL
                AND passkey_id IS NULL
            """,
            cancellationToken,
            ("@passkey_id", passkeyId),
            ("@session_id", session.SessionId.ToString())
        );

    private Task TellAsync(MySqlTransaction transaction, MessageKind news, string email, CancellationToken cancellationToken) =>
        outbox.WriteAsync(transaction, [new(news, Recipient: email)], cancellationToken);
}
