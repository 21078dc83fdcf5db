using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The refresh tokens of the sessions, known to the database by their SHA-256 only. Whoever calls is in a transaction and has
/// locked the user's row: READ COMMITTED then shows what the one before in the line did.
/// </summary>
internal sealed class TokenFamilies(
    MovieBookingContext db,
    MySqlDataSource source,
    SessionLimits limits,
    SignInNote note,
    TimeProvider clock
)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How long a page that was left in the middle of an exchange may repeat it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>What the user of a session may do now, and whether they have a second factor, or signed in with a passkey; null when the session has ended.</summary>
    public async Task<(UserRole Role, bool HasSecondFactor)?> StandingAsync(UserSession session, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand(
            $"""
            SELECT
                users.role,
                EXISTS (SELECT 1 FROM second_factors WHERE second_factors.user_id = @user_id AND second_factors.confirmed_at IS NOT NULL)
                    OR EXISTS (
                        SELECT 1
                        FROM refresh_tokens
                        WHERE refresh_tokens.family_id = @session_id
                            AND refresh_tokens.used_at IS NULL
                            AND refresh_tokens.revoked_at IS NULL
                            AND refresh_tokens.passkey_id IS NOT NULL
                    )
            FROM users
            WHERE users.user_id = @user_id AND {UserSession.IsLive}
            """,
            connection
        );
        command.Parameters.AddWithValue("@user_id", session.UserId);
        command.Parameters.AddWithValue("@session_id", session.SessionId.ToString());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (Http.Word.Parse<UserRole>(row.GetString(0)), row.GetInt64(1) != 0) : null;
    }

    public async Task<UserRow?> LockUserAsync(int userId, CancellationToken cancellationToken)
    {
        note.UserId = userId;
        // ToList, because Single would wrap the statement in another and lose its lock.
        var rows = await db
            .Users.FromSql(
                $"SELECT user_id, email, password_hash, display_name, role, created_at, deleted_at, credentials_changed_at, email_proved_at FROM users WHERE user_id = {userId} FOR UPDATE"
            )
            .ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>A token and its user, whose row is locked.</summary>
    public async Task<(UserRow User, RefreshToken Token)?> FindAsync(string refreshToken, CancellationToken cancellationToken)
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
        // Read after the lock; a sign-in deletes expired ones.
        var token = await db.RefreshTokens.SingleOrDefaultAsync(token => token.TokenHash == hash, cancellationToken);
        return user is null || token is null ? null : (user, token);
    }

    /// <summary>The first token of a family.</summary>
    public Task<string> FoundAsync(UserRow user, Guid familyId, Device device, int? passkeyId, CancellationToken cancellationToken) =>
        AddAsync(
            user,
            new RefreshToken
            {
                UserId = user.UserId,
                FamilyId = familyId,
                DeviceApp = device.App,
                DeviceSystem = device.System,
                SignedInAt = clock.GetUtcNow().UtcDateTime,
                PasskeyId = passkeyId,
            },
            cancellationToken
        );

    /// <summary>The newest token of each of the user's sessions that live.</summary>
    public async Task<IReadOnlyList<RefreshToken>> LivingAsync(int userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db
            .RefreshTokens.Where(token =>
                token.UserId == userId && token.UsedAt == null && token.RevokedAt == null && token.ExpiresAt > now
            )
            .OrderByDescending(token => token.CreatedAt)
            .ThenBy(token => token.FamilyId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>When the session ends, however it is used.</summary>
    public DateTime EndOf(UserRow user, RefreshToken token) => limits.EndOf(user, BeginOf(token));

    /// <summary>Uses a token up and gives the next one.</summary>
    public async Task<string> ExchangeAsync(UserRow user, RefreshToken token, DateTime now, CancellationToken cancellationToken)
    {
        // When it is a repetition, the grace goes on counting from the first exchange.
        await db
            .RefreshTokens.Where(own => own.TokenHash == token.TokenHash && own.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(own => own.UsedAt, now), cancellationToken);
        return await AddAsync(
            user,
            new RefreshToken
            {
                UserId = token.UserId,
                FamilyId = token.FamilyId,
                PredecessorHash = token.TokenHash,
                DeviceApp = token.DeviceApp,
                DeviceSystem = token.DeviceSystem,
                SignedInAt = BeginOf(token),
                PasskeyId = token.PasskeyId,
            },
            cancellationToken
        );
    }

    /// <summary>
    /// A page that is left while its exchange is under way has used up its token and never sees the next. It may exchange the
    /// token again: at once, once, and while nobody has used the lost one, which is then void, so that showing it is a replay.
    /// </summary>
    public async Task<bool> TakeBackSuccessorAsync(RefreshToken token, DateTime now, CancellationToken cancellationToken)
    {
        if ((now - token.UsedAt)?.Duration() > Grace)
        {
            return false;
        }

        var successors = await db
            .RefreshTokens.Where(next => next.FamilyId == token.FamilyId && next.PredecessorHash == token.TokenHash)
            .ToListAsync(cancellationToken);
        if (successors is not [{ UsedAt: null } lost])
        {
            return false;
        }

        await RevokeAsync(next => next.TokenHash == lost.TokenHash, cancellationToken);
        return true;
    }

    /// <summary>How many tokens are void now that were not.</summary>
    public async Task<int> RevokeAsync(Expression<Func<RefreshToken, bool>> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db
            .RefreshTokens.Where(which)
            .Where(token => token.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), cancellationToken);
    }

    /// <summary>The sign-in; of sessions from before that was written, the oldest token that is left.</summary>
    private static DateTime BeginOf(RefreshToken token) => token.SignedInAt ?? token.CreatedAt;

    private async Task<string> AddAsync(UserRow user, RefreshToken token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.RefreshTokens.Where(other => other.UserId == token.UserId && other.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);

        var refreshToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        token.TokenHash = Hash(refreshToken);
        token.CreatedAt = now;
        var (unused, end) = (now + Lifetime, limits.EndOf(user, token.SignedInAt ?? now));
        token.ExpiresAt = unused < end ? unused : end;
        db.RefreshTokens.Add(token);
        await db.SaveChangesAsync(cancellationToken);
        return refreshToken;
    }

    private static byte[] Hash(string refreshToken) => SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken));
}
