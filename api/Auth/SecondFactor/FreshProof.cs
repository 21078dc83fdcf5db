using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What it takes to change how an account opens, beside its access token: the password, and a code where the second factor is on. Where a role must have
/// two factors and its account has passkeys alone, the session must have begun with one: else the password alone would make itself another factor.
/// </summary>
internal sealed class FreshProof(
    MovieBookingContext db,
    BookingTransaction transactions,
    SecondFactors factors,
    SecondFactorDuty duty,
    SignInPauses pauses
)
{
    public async Task<T> RunAsync<T>(
        UserSession session,
        string password,
        string? code,
        Func<MySqlTransaction, UserRow, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        var known =
            await db
                .Users.AsNoTracking()
                .SingleOrDefaultAsync(user => user.UserId == session.UserId && user.DeletedAt == null, cancellationToken)
            ?? throw new Refusal(ApiError.Unauthenticated);
        if (!await pauses.IsOwnAsync(known.UserId, known.Email, known.PasswordHash, password, cancellationToken))
        {
            throw new Refusal(Problems.Invalid("password", Texts.Problems["NotYourPassword", "password"]));
        }

        var attempt = pauses.CodeAttempt(known, device: null);
        if (!string.IsNullOrEmpty(code))
        {
            await pauses.RequireAsync(attempt, cancellationToken);
        }

        var (isRight, result) = await transactions.RunAsync(
            async transaction =>
            {
                var user = await LockAsync(transaction, session.UserId, cancellationToken);
                if (await SecondFactors.IsOnAsync(transaction, user.UserId, cancellationToken))
                {
                    if (!await factors.UseAsync(transaction, user.UserId, code ?? "", cancellationToken))
                    {
                        return (false, default(T));
                    }

                    await SignInPauses.PassAsync(transaction, attempt, cancellationToken);
                }
                else
                {
                    await RequirePasskeyAsync(transaction, session, Word.Parse<UserRole>(user.Role), cancellationToken);
                }

                return (true, await change(transaction, user));
            },
            cancellationToken
        );
        if (!isRight)
        {
            if (!string.IsNullOrEmpty(code))
            {
                await pauses.ChargeAsync(attempt, cancellationToken);
            }

            throw new Refusal(Problems.Invalid("code", Texts.Problems["NotYourCode", "code"]));
        }

        return result!;
    }

    /// <summary>The caller has locked the user's row, and the account has no second factor that is on.</summary>
    public async Task RequirePasskeyAsync(
        MySqlTransaction transaction,
        UserSession session,
        UserRole role,
        CancellationToken cancellationToken
    )
    {
        if (!duty.Holds(role))
        {
            return;
        }

        var lacking = await transaction.QueryAsync(
            """
            SELECT 1
            FROM passkeys
            WHERE passkeys.user_id = @user_id
                AND NOT EXISTS (
                    SELECT 1
                    FROM refresh_tokens
                    WHERE refresh_tokens.family_id = @session_id
                        AND refresh_tokens.used_at IS NULL
                        AND refresh_tokens.revoked_at IS NULL
                        AND refresh_tokens.passkey_id IS NOT NULL
                )
            LIMIT 1
            """,
            row => row.GetInt32(0),
            cancellationToken,
            ("@user_id", session.UserId),
            ("@session_id", session.SessionId.ToString())
        );
        if (lacking.Count > 0)
        {
            throw new Refusal(ApiError.PasskeyNeeded);
        }
    }

    /// <summary>Whoever signs in queues here, too; see <see cref="Sessions"/>.</summary>
    public static async Task<UserRow> LockAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                "SELECT email, display_name, role, credentials_changed_at FROM users WHERE user_id = @user_id AND deleted_at IS NULL FOR UPDATE",
                row => new UserRow
                {
                    UserId = userId,
                    Email = row.GetString(0),
                    DisplayName = row.GetString(1),
                    Role = row.GetString(2),
                    CredentialsChangedAt = row.IsDBNull(3) ? null : row.GetDateTime(3),
                },
                cancellationToken,
                ("@user_id", userId)
            )
        ).SingleOrDefault() ?? throw new Refusal(ApiError.Unauthenticated);
}
