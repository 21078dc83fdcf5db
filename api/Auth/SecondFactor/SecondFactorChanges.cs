using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>What people do to their own second factor: each with their password, and what takes it away also with a code.</summary>
internal sealed class SecondFactorChanges(
    MovieBookingContext db,
    BookingTransaction transactions,
    SecondFactors factors,
    SignInPauses pauses,
    FreshProof proof,
    Outbox outbox
)
{
    /// <summary>The secret that is to be confirmed, and whose it is.</summary>
    public async Task<(byte[] Secret, string Email)> BeginAsync(UserSession session, string password, CancellationToken cancellationToken)
    {
        var userId = session.UserId;
        var known = await KnownAsync(userId, cancellationToken);
        await RequirePasswordAsync(known, password, cancellationToken);
        var secret = await transactions.RunAsync(
            async transaction =>
            {
                var user = await FreshProof.LockAsync(transaction, userId, cancellationToken);
                await proof.RequirePasskeyAsync(transaction, session, Word.Parse<UserRole>(user.Role), cancellationToken);
                return await factors.BeginAsync(transaction, userId, cancellationToken);
            },
            cancellationToken
        );
        return (secret, known.Email);
    }

    /// <summary>Switches it on, and ends the sessions that began without it.</summary>
    public async Task<IReadOnlyList<string>> ConfirmAsync(UserSession session, string code, CancellationToken cancellationToken)
    {
        var codes = await transactions.RunAsync(
            async transaction =>
            {
                var user = await FreshProof.LockAsync(transaction, session.UserId, cancellationToken);
                // Once more: a passkey may have been added since it was begun.
                await proof.RequirePasskeyAsync(transaction, session, Word.Parse<UserRole>(user.Role), cancellationToken);
                if (await factors.ConfirmAsync(transaction, session.UserId, code, cancellationToken) is not { } recovery)
                {
                    return null;
                }

                await PasskeyChallenges.VoidAsync(transaction, session.UserId, cancellationToken);
                await OpenIdRequests.VoidAsync(transaction, session.UserId, cancellationToken);
                await transaction.ExecuteAsync(
                    """
                    UPDATE refresh_tokens
                    SET revoked_at = UTC_TIMESTAMP(6)
                    WHERE user_id = @user_id
                        AND revoked_at IS NULL
                        AND family_id <> @session_id
                    """,
                    cancellationToken,
                    ("@user_id", session.UserId),
                    ("@session_id", session.SessionId.ToString())
                );
                await TellAsync(transaction, MessageKind.SecondFactorOn, user.Email, cancellationToken);
                return recovery;
            },
            cancellationToken
        );
        outbox.Ring();
        return codes ?? throw WrongCode();
    }

    public Task SwitchOffAsync(int userId, SecondFactorRequest request, CancellationToken cancellationToken) =>
        WithCodeAsync(
            userId,
            request,
            MessageKind.SecondFactorOff,
            async transaction =>
            {
                await SecondFactors.RemoveAsync(transaction, userId, cancellationToken);
                return userId;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<string>> RenewCodesAsync(int userId, SecondFactorRequest request, CancellationToken cancellationToken) =>
        WithCodeAsync(
            userId,
            request,
            MessageKind.RecoveryCodesRenewed,
            transaction => SecondFactors.RenewCodesAsync(transaction, userId, cancellationToken),
            cancellationToken
        );

    /// <summary>Wrong codes are counted together with those at sign-in: whoever has taken over a session guesses no faster.</summary>
    private async Task<T> WithCodeAsync<T>(
        int userId,
        SecondFactorRequest request,
        MessageKind news,
        Func<MySqlTransaction, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        var known = await KnownAsync(userId, cancellationToken);
        await RequirePasswordAsync(known, request.Password, cancellationToken);
        var attempt = pauses.CodeAttempt(known, device: null);
        await pauses.RequireAsync(attempt, cancellationToken);
        var (isRight, result) = await transactions.RunAsync(
            async transaction =>
            {
                var email = await LockAsync(transaction, userId, cancellationToken);
                if (!await SecondFactors.IsOnAsync(transaction, userId, cancellationToken))
                {
                    throw new Refusal(ApiError.NoSecondFactor);
                }

                if (!await factors.UseAsync(transaction, userId, request.Code, cancellationToken))
                {
                    return (false, default(T));
                }

                await SignInPauses.PassAsync(transaction, attempt, cancellationToken);
                await TellAsync(transaction, news, email, cancellationToken);
                return (true, await change(transaction));
            },
            cancellationToken
        );
        if (!isRight)
        {
            await pauses.ChargeAsync(attempt, cancellationToken);
            throw WrongCode();
        }

        outbox.Ring();
        return result!;
    }

    private async Task<UserRow> KnownAsync(int userId, CancellationToken cancellationToken) =>
        await db.Users.SingleOrDefaultAsync(user => user.UserId == userId && user.DeletedAt == null, cancellationToken)
        ?? throw new Refusal(ApiError.Unauthenticated);

    private async Task RequirePasswordAsync(UserRow known, string password, CancellationToken cancellationToken)
    {
        if (!await pauses.IsOwnAsync(known.UserId, known.Email, known.PasswordHash, password, cancellationToken))
        {
            throw new Refusal(Problems.Invalid("password", Texts.Problems["NotYourPassword", "password"]));
        }
    }

    private static Refusal WrongCode() => new(Problems.Invalid("code", Texts.Problems["NotYourCode", "code"]));

    private Task TellAsync(MySqlTransaction transaction, MessageKind news, string email, CancellationToken cancellationToken) =>
        outbox.WriteAsync(transaction, [new(news, Recipient: email)], cancellationToken);

    /// <summary>Whoever signs in queues here, too; see <see cref="Sessions"/>. The answer is the address.</summary>
    private static async Task<string> LockAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                "SELECT email FROM users WHERE user_id = @user_id AND deleted_at IS NULL FOR UPDATE",
                row => row.GetString(0),
                cancellationToken,
                ("@user_id", userId)
            )
        ).SingleOrDefault() ?? throw new Refusal(ApiError.Unauthenticated);
}
