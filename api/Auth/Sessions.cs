using System.Data;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>A session that was started or continued, and the row of whom it is of.</summary>
internal sealed record OpenedSession(Session Session, UserRow User);

/// <summary>
/// Sessions: families of single-use refresh tokens (RFC 9700, section 4.14.2).
/// Whoever starts, continues or ends sessions locks the user's row first, so that all of it queues in one line:
/// nobody who refreshes at the same moment slips a new token past a revocation.
/// </summary>
internal sealed class Sessions(
    MovieBookingContext db,
    TokenFamilies families,
    SignInPauses pauses,
    KnownDevices devices,
    AccessTokens accessTokens,
    SignInChallenges challenges,
    SecondFactorDuty duty,
    SignInNote note,
    Outbox outbox,
    TimeProvider clock
)
{
    // What an unknown user's password is compared with, so that the answer takes as long as for a known one.
    private static readonly string s_nobodysPassword = Passwords.Hash(Guid.NewGuid().ToString());

    /// <summary>
    /// Null: there is no such user of these roles, or the password is another. Refuses (45018) during a pause, with a challenge whoever has a
    /// second factor to show (<see cref="SecondFactorSignIn"/>), and whoever must have two factors and has passkeys for it (<see cref="PasskeySignIn"/>).
    /// </summary>
    /// <param name="device">Where one signs in.</param>
    public async Task<OpenedSession?> SignInAsync(
        string email,
        string password,
        IReadOnlyList<UserRole> roles,
        Device device,
        CancellationToken cancellationToken
    )
    {
        var address = EmailAddresses.Stored(email);
        var known = await db.Users.SingleOrDefaultAsync(user => user.Email == address, cancellationToken);
        note.UserId = known?.UserId;
        var attempt = pauses.Attempt(address, known, device.Token);
        await pauses.RequireAsync(attempt, cancellationToken);
        // An account that only a provider's login opens has none: it takes as long, too.
        var hash = known is { PasswordHash.Length: > 0 } ? known.PasswordHash : s_nobodysPassword;
        var verified = await Passwords.CompareAsync(hash, password, cancellationToken);
        if (verified == PasswordVerificationResult.Failed || known is null || !roles.Contains(Word.Parse<UserRole>(known.Role)))
        {
            note.Reason =
                known is null ? "no such account"
                : verified == PasswordVerificationResult.Failed ? "wrong password"
                : "another role's door";
            await pauses.ChargeAsync(attempt, cancellationToken);
            return null;
        }

        // While the password is at hand: what was hashed when fewer rounds were enough is hashed anew.
        var stronger =
            verified == PasswordVerificationResult.SuccessRehashNeeded ? await Passwords.HashAsync(password, cancellationToken) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var user = await families.LockUserAsync(known.UserId, cancellationToken);
        if (user is null || user.DeletedAt is not null || user.CredentialsChangedAt != known.CredentialsChangedAt)
        {
            // Changed in between: that ended the sessions of the old password, and this would be one more.
            note.Reason = "closed or changed meanwhile";
            return null;
        }

        var own = (MySqlTransaction)transaction.GetDbTransaction();
        await SignInPauses.PassAsync(own, attempt, cancellationToken);
        if (stronger is not null)
        {
            await db
                .Users.Where(row => row.UserId == user.UserId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordHash, stronger), cancellationToken);
        }

        return await AdmitAsync(transaction, user, device, cancellationToken);
    }

    /// <summary>
    /// What follows a password, or what stands in its place: a session, or the refusals of whoever has more to show. The caller has locked the user's row in
    /// the transaction, which is committed here in any case.
    /// </summary>
    public async Task<OpenedSession> AdmitAsync(
        IDbContextTransaction transaction,
        UserRow user,
        Device device,
        CancellationToken cancellationToken
    )
    {
        var own = (MySqlTransaction)transaction.GetDbTransaction();
        if (await SecondFactors.IsOnAsync(own, user.UserId, cancellationToken))
        {
            var (challenge, expiresAt) = await challenges.IssueAsync(own, user, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            throw new Refusal(Problems.SecondFactorRequired(challenge, expiresAt));
        }

        if (duty.Holds(Word.Parse<UserRole>(user.Role)) && await db.Passkeys.AnyAsync(row => row.UserId == user.UserId, cancellationToken))
        {
            // It has both factors: with one of them alone nobody gets at the account itself.
            await transaction.CommitAsync(cancellationToken);
            throw new Refusal(ApiError.PasskeyNeeded);
        }

        var session = await StartAsync(user, device, passkeyId: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>Null: there is an account with this e-mail address already.</summary>
    public async Task<OpenedSession?> RegisterAsync(RegisterRequest request, Device device, CancellationToken cancellationToken)
    {
        var address = EmailAddresses.Stored(request.Email);
        if (await db.Users.AnyAsync(user => user.Email == address, cancellationToken))
        {
            return null;
        }

        var user = new UserRow
        {
            Email = address,
            PasswordHash = await Passwords.HashAsync(request.Password, cancellationToken),
            DisplayName = request.DisplayName,
            Role = Word.Of(UserRole.Customer),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        db.Users.Add(user);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is MySqlConnector.MySqlException { ErrorCode: MySqlConnector.MySqlErrorCode.DuplicateKeyEntry })
        {
            // Somebody registered it since the look above: uk_user_email.
            return null;
        }

        var session = await StartAsync(user, device, passkeyId: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>
    /// Trades a refresh token for the next one. Null: it is unknown, expired or revoked, or its session as old as any may be; or used already, and then its
    /// session has ended, unless this is the one repetition that <see cref="TokenFamilies.Grace"/> allows.
    /// </summary>
    public async Task<OpenedSession?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (await families.FindAsync(refreshToken, cancellationToken) is not var (user, token))
        {
            note.Reason = "unknown token";
            return null;
        }

        // The database's clock, read under the lock: several APIs need not agree on how long ago the first exchange was.
        var now = await db.Database.SqlQuery<DateTime>($"SELECT UTC_TIMESTAMP(6) AS Value").SingleAsync(cancellationToken);
        if (
            token.RevokedAt is not null
            || (token.UsedAt is not null && !await families.TakeBackSuccessorAsync(token, now, cancellationToken))
        )
        {
            note.Reason = token.RevokedAt is null ? "replay: the session is ended" : "the session has ended";
            await families.RevokeAsync(other => other.FamilyId == token.FamilyId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        if (families.EndOf(user, token) <= now)
        {
            note.Reason = "the session's longest time is over";
            await families.RevokeAsync(other => other.FamilyId == token.FamilyId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        if (token.ExpiresAt <= now)
        {
            note.Reason = "expired";
            return null;
        }

        var session = await OpenToAsync(
            user,
            token.FamilyId,
            await families.ExchangeAsync(user, token, now, cancellationToken),
            byPasskey: token.PasskeyId is not null,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>Ends the session of a refresh token, if there is one.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (await families.FindAsync(refreshToken, cancellationToken) is var (_, token))
        {
            await families.RevokeAsync(other => other.FamilyId == token.FamilyId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>The user's sessions that go on, what was used last first.</summary>
    public async Task<IReadOnlyList<SignedInSession>> ListAsync(int userId, Guid own, CancellationToken cancellationToken) =>
        [
            .. (await families.LivingAsync(userId, cancellationToken)).Select(token => new SignedInSession(
                token.FamilyId,
                token.DeviceApp,
                token.DeviceSystem,
                Utc(token.SignedInAt ?? token.CreatedAt),
                Utc(token.CreatedAt),
                token.FamilyId == own
            )),
        ];

    /// <summary>Ends one of the user's sessions, or all but one. False: there was none to end.</summary>
    public async Task<bool> EndAsync(int userId, Guid? except, Guid? only, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await families.LockUserAsync(userId, cancellationToken);
        var ended = await families.RevokeAsync(
            token => token.UserId == userId && token.FamilyId != except && (only == null || token.FamilyId == only),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return ended > 0;
    }

    /// <summary>Sets a new password and ends the user's other sessions. False: the current password is another.</summary>
    public async Task<bool> ChangePasswordAsync(
        int userId,
        Guid sessionId,
        ChangePasswordRequest request,
        CancellationToken cancellationToken
    )
    {
        var known = await db
            .Users.Where(user => user.UserId == userId)
            .Select(user => new { user.PasswordHash, user.Email })
            .SingleOrDefaultAsync(cancellationToken);
        if (
            known is null
            || !await pauses.IsOwnAsync(
                userId,
                known.Email,
                known.PasswordHash,
                request.CurrentPassword,
                cancellationToken,
                field: "currentPassword"
            )
        )
        {
            return false;
        }

        var changed = await Passwords.HashAsync(request.NewPassword, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        // Compares again what was verified: of two changes at once one wins, and the other's current password is then wrong.
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE users
            SET password_hash = {changed}, credentials_changed_at = UTC_TIMESTAMP(6)
            WHERE user_id = {userId} AND password_hash = {known.PasswordHash}
            """,
            cancellationToken
        );
        if (rows == 0)
        {
            return false;
        }

        await families.RevokeAsync(token => token.UserId == userId && token.FamilyId != sessionId, cancellationToken);
        await outbox.WriteAsync(
            (MySqlTransaction)transaction.GetDbTransaction(),
            [new(MessageKind.PasswordChanged, Recipient: known.Email)],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        outbox.Ring();
        return true;
    }

    /// <summary>A session of somebody who has shown who they are. The caller is in a transaction and has locked the user's row.</summary>
    /// <param name="passkeyId">The passkey that showed it, and with it both factors; null: a password did.</param>
    public async Task<OpenedSession> StartAsync(UserRow user, Device device, int? passkeyId, CancellationToken cancellationToken)
    {
        note.UserId = user.UserId;
        await TellOfNewDeviceAsync(user, device, cancellationToken);
        var familyId = Guid.NewGuid();
        var refreshToken = await families.FoundAsync(user, familyId, device, passkeyId, cancellationToken);
        return await OpenToAsync(user, familyId, refreshToken, byPasskey: passkeyId is not null, cancellationToken);
    }

    /// <summary>
    /// A mail to whoever's account it is when one signs in where nobody has before (ASVS 6.3.5): the browser shows no cookie of this account. Not at the
    /// first sign-in of all, which registers, and once in an hour: whoever registered with another's address is not to fill his mailbox. Whoever signs in
    /// is answered alike.
    /// </summary>
    private async Task TellOfNewDeviceAsync(UserRow user, Device device, CancellationToken cancellationToken)
    {
        if (
            outbox.IsOn
            && devices.Read(device.Token, user) is null
            && await db.RefreshTokens.AnyAsync(token => token.UserId == user.UserId, cancellationToken)
        )
        {
            await outbox.WriteAsync(
                (MySqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction(),
                [
                    new(
                        MessageKind.NewDevice,
                        Recipient: user.Email,
                        Payload: new SignedInDevice(device.App, device.System),
                        OnceKey: string.Create(CultureInfo.InvariantCulture, $"new-device-{user.UserId}-{clock.GetUtcNow():yyyyMMddHH}")
                    ),
                ],
                cancellationToken
            );
        }
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private async Task<OpenedSession> OpenToAsync(
        UserRow row,
        Guid familyId,
        string refreshToken,
        bool byPasskey,
        CancellationToken cancellationToken
    )
    {
        var user = row.ToUser();
        var lacks =
            duty.Holds(user.Role)
            && !byPasskey
            && !await db.SecondFactors.AnyAsync(factor => factor.UserId == row.UserId && factor.ConfirmedAt != null, cancellationToken);
        var (accessToken, expiresAt) = accessTokens.Mint(user, familyId, lacks);
        return new OpenedSession(new Session(accessToken, expiresAt, refreshToken, user, lacks), row);
    }
}
