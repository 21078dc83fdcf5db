using System.Buffers.Text;
using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Sign-in with a passkey, which counts as both factors: the authenticator, and what unlocked it. Nothing is guessed here, so that pauses neither hold for
/// it nor end with it; and whatever is wrong gets one answer.
/// </summary>
internal sealed class PasskeySignIn(
    MovieBookingContext db,
    BookingTransaction transactions,
    TokenFamilies families,
    Sessions sessions,
    PasskeyRules rules,
    PasskeyChallenges challenges,
    SignInNote note
)
{
    public Task<byte[]> BeginAsync(CancellationToken cancellationToken) =>
        transactions.RunAsync(
            transaction => challenges.IssueAsync(transaction, user: null, session: null, cancellationToken),
            cancellationToken
        );

    /// <summary>Null: no account of these roles opens with it.</summary>
    public async Task<OpenedSession?> FinishAsync(
        PasskeySignInRequest request,
        IReadOnlyList<UserRole> roles,
        Device device,
        CancellationToken cancellationToken
    )
    {
        var id = Base64Url.DecodeFromChars(request.CredentialId);
        var passkey = await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(row => row.CredentialId == id, cancellationToken);
        note.UserId = passkey?.UserId;
        note.Reason = passkey is null ? "no such passkey" : "not signed for this sign-in";
        if (
            passkey is null
            || PasskeyRules.ChallengeOf(request.ClientData) is not { } challenge
            || await rules.CountAsync(request, challenge, passkey.PublicKey, passkey.UserId, cancellationToken) is not { } count
        )
        {
            return null;
        }

        note.Reason = "another role's door, a used challenge or a copy";
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var own = (MySqlTransaction)transaction.GetDbTransaction();
        var user = await families.LockUserAsync(passkey.UserId, cancellationToken);
        if (
            user is null
            || user.DeletedAt is not null
            || !roles.Contains(Word.Parse<UserRole>(user.Role))
            || !await challenges.TakeAsync(own, challenge, user: null, session: null, cancellationToken)
            || !await UseAsync(own, passkey.PasskeyId, count, cancellationToken)
        )
        {
            return null;
        }

        note.Reason = null;
        var session = await sessions.StartAsync(user, device, passkey.PasskeyId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>False: it was removed meanwhile, or counts no further than it had, which only a copy does.</summary>
    private static async Task<bool> UseAsync(MySqlTransaction transaction, int passkeyId, uint count, CancellationToken cancellationToken)
    {
        await using var use = transaction.Command(
            """
            UPDATE passkeys
            SET sign_count = @count, last_used_at = UTC_TIMESTAMP(6)
            WHERE passkey_id = @passkey_id
                AND (sign_count < @count OR (sign_count = 0 AND @count = 0))
            """,
            ("@count", (long)count),
            ("@passkey_id", passkeyId)
        );
        return await use.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
