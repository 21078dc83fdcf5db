using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>What came back from a provider, to be finished.</summary>
/// <param name="Secret">Of the browser that it came back to.</param>
internal sealed record OpenIdReturn(OpenIdSecret Secret, OpenIdAnswer Answer);

/// <summary>
/// Sign-ins that have gone to a provider. The DELETE that takes one is what makes it good once, however often and to however many processes it comes
/// back, and before anybody asks the provider about it.
/// </summary>
internal sealed class OpenIdRequests(BookingTransaction transactions, TimeProvider clock)
{
    /// <summary>Long enough to find a password, or a phone for a code.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="user">Who connects a login, whose row is locked; null: somebody who signs in.</param>
    /// <param name="session">In which session it is connected.</param>
    public async Task<OpenIdSecret> IssueAsync(
        MySqlTransaction transaction,
        OpenIdProvider provider,
        UserRow? user,
        Guid? session,
        CancellationToken cancellationToken
    )
    {
        var secret = OpenIdSecret.New();
        await transaction.ExecuteAsync(
            """
            INSERT INTO openid_requests (request_hash, provider, user_id, session_id, credentials_changed_at, expires_at)
            VALUES (@hash, @provider, @user_id, @session_id, @changed_at, @expires_at)
            """,
            cancellationToken,
            ("@hash", secret.Hash),
            ("@provider", provider.Name),
            ("@user_id", user?.UserId),
            ("@session_id", session?.ToString()),
            ("@changed_at", user?.CredentialsChangedAt),
            ("@expires_at", clock.GetUtcNow().UtcDateTime + Lifetime)
        );
        return secret;
    }

    /// <summary>What was begun before the account got another factor was shown less than is asked for now. The caller has locked the user's row.</summary>
    public static Task VoidAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("DELETE FROM openid_requests WHERE user_id = @user_id", cancellationToken, ("@user_id", userId));

    /// <summary>Takes one that this browser began, for this; refuses whatever else comes.</summary>
    public async Task<OpenIdReturn> TakeAsync(
        HttpContext http,
        OpenIdProvider provider,
        OpenIdAnswer answer,
        UserSession? session,
        CancellationToken cancellationToken
    )
    {
        if (
            OpenIdSecret.Read(http) is not { } secret
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret.State), Encoding.UTF8.GetBytes(answer.State))
            || !await transactions.RunAsync(
                transaction => TakeAsync(transaction, secret, provider, session, clock.GetUtcNow().UtcDateTime, cancellationToken),
                cancellationToken
            )
        )
        {
            throw new Refusal(ApiError.OpenIdRefused);
        }

        OpenIdSecret.Delete(http);
        return new OpenIdReturn(secret, answer);
    }

    private static async Task<bool> TakeAsync(
        MySqlTransaction transaction,
        OpenIdSecret secret,
        OpenIdProvider provider,
        UserSession? session,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        await using var take = transaction.Command(
            """
            DELETE FROM openid_requests
            WHERE request_hash = @hash
                AND provider = @provider
                AND user_id <=> @user_id
                AND session_id <=> @session_id
                AND expires_at > @now
                AND credentials_changed_at <=> (SELECT users.credentials_changed_at FROM users WHERE users.user_id = @user_id)
            """,
            ("@hash", secret.Hash),
            ("@provider", provider.Name),
            ("@user_id", session?.UserId),
            ("@session_id", session?.SessionId.ToString()),
            ("@now", now)
        );
        return await take.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
