using System.Buffers.Text;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Sessions: families of single-use refresh tokens (RFC 9700, section 4.14.2), known to the database by their SHA-256 only.
/// Whoever starts, continues or ends sessions locks the user's row first, so that all of it queues in one line:
/// nobody who refreshes at the same moment slips a new token past a revocation.
/// </summary>
internal sealed class Sessions(MovieBookingContext db, AccessTokens accessTokens, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    // What an unknown user's password is compared with, so that the answer takes as long as for a known one.
    private static readonly string s_nobodysPassword = Passwords.Hash(Guid.NewGuid().ToString());

    /// <summary>Null: there is no such user of this role, or the password is another.</summary>
    public async Task<Session?> SignInAsync(string email, string password, UserRole role, CancellationToken cancellationToken)
    {
        var address = email.ToLowerInvariant();
        var word = Word.Of(role);
        var known = await db.Users.SingleOrDefaultAsync(user => user.Email == address && user.Role == word, cancellationToken);
        if (!Passwords.Verify(known?.PasswordHash ?? s_nobodysPassword, password) || known is null)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var user = await LockUserAsync(known.UserId, cancellationToken);
        if (user is null || user.PasswordHash != known.PasswordHash)
        {
            // Changed in between: that ended the sessions of the old password, and this would be one more.
            return null;
        }

        var session = await AddTokenAsync(user, Guid.NewGuid(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>Null: there is an account with this e-mail address already.</summary>
    public async Task<Session?> RegisterAsync(RegisterRequest request, CancellationToken cancellationToken)
    {
        var address = request.Email.ToLowerInvariant();
        if (await db.Users.AnyAsync(user => user.Email == address, cancellationToken))
        {
            return null;
        }

        var user = new UserRow
        {
            Email = address,
            PasswordHash = Passwords.Hash(request.Password),
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

        var session = await AddTokenAsync(user, Guid.NewGuid(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>Trades a refresh token for the next one. Null: it is unknown, expired or revoked; or used already, and then its session has ended.</summary>
    public async Task<Session?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (await FindAsync(refreshToken, cancellationToken) is not var (user, token))
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (token.UsedAt is not null)
        {
            await RevokeAsync(db.RefreshTokens.Where(other => other.FamilyId == token.FamilyId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        if (token.RevokedAt is not null || token.ExpiresAt <= now)
        {
            return null;
        }

        await db
            .RefreshTokens.Where(own => own.TokenHash == token.TokenHash)
            .ExecuteUpdateAsync(set => set.SetProperty(own => own.UsedAt, now), cancellationToken);
        var session = await AddTokenAsync(user, token.FamilyId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    /// <summary>Ends the session of a refresh token, if there is one.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (await FindAsync(refreshToken, cancellationToken) is var (_, token))
        {
            await RevokeAsync(db.RefreshTokens.Where(other => other.FamilyId == token.FamilyId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
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
            .Select(user => user.PasswordHash)
            .SingleOrDefaultAsync(cancellationToken);
        if (known is null || !Passwords.Verify(known, request.CurrentPassword))
        {
            return false;
        }

        var changed = Passwords.Hash(request.NewPassword);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        // Compares again what was verified: of two changes at once one wins, and the other's current password is then wrong.
        var rows = await db
            .Users.Where(user => user.UserId == userId && user.PasswordHash == known)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, changed), cancellationToken);
        if (rows == 0)
        {
            return false;
        }

        await RevokeAsync(db.RefreshTokens.Where(token => token.UserId == userId && token.FamilyId != sessionId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<(UserRow User, RefreshToken Token)?> FindAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = Hash(refreshToken);
        var userId = await db
            .RefreshTokens.Where(token => token.TokenHash == hash)
            .Select(token => (int?)token.UserId)
            .SingleOrDefaultAsync(cancellationToken);
        if (userId is null)
        {
            return null;
        }

        var user = await LockUserAsync(userId.Value, cancellationToken);
        // Read after the lock: READ COMMITTED shows what the one before in the line did to it; a sign-in deletes expired ones.
        var token = await db.RefreshTokens.SingleOrDefaultAsync(token => token.TokenHash == hash, cancellationToken);
        return user is null || token is null ? null : (user, token);
    }

    private async Task<UserRow?> LockUserAsync(int userId, CancellationToken cancellationToken)
    {
        // ToList, because Single would wrap the statement in another and lose its lock.
        var rows = await db
            .Users.FromSql(
                $"SELECT user_id, email, password_hash, display_name, role, created_at FROM users WHERE user_id = {userId} FOR UPDATE"
            )
            .ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }

    private async Task<Session> AddTokenAsync(UserRow row, Guid familyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.RefreshTokens.Where(token => token.UserId == row.UserId && token.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);

        var refreshToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.RefreshTokens.Add(
            new RefreshToken
            {
                TokenHash = Hash(refreshToken),
                FamilyId = familyId,
                UserId = row.UserId,
                CreatedAt = now,
                ExpiresAt = now + Lifetime,
            }
        );
        await db.SaveChangesAsync(cancellationToken);

        var user = row.ToUser();
        var (accessToken, expiresAt) = accessTokens.Mint(user, familyId);
        return new Session(accessToken, expiresAt, refreshToken, user);
    }

    private async Task RevokeAsync(IQueryable<RefreshToken> tokens, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await tokens
            .Where(token => token.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), cancellationToken);
    }

    private static byte[] Hash(string refreshToken) => SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken));
}
