using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What people do to the logins that open their own account. An access token alone connects and disconnects none: it takes the password, and a code
/// where those are asked for.
/// </summary>
internal sealed class ExternalLoginChanges(
    MovieBookingContext db,
    BookingTransaction transactions,
    FreshProof proof,
    OpenIdProviders providers,
    OpenIdClient client,
    OpenIdRequests requests,
    Outbox outbox
)
{
    public async Task<ExternalLogins> ListAsync(int userId, CancellationToken cancellationToken)
    {
        var titles = providers.All.ToDictionary(provider => provider.Name, provider => provider.Title, StringComparer.Ordinal);
        var hasPassword = await db.Users.AnyAsync(user => user.UserId == userId && user.PasswordHash != "", cancellationToken);
        var rows = await db
            .ExternalLogins.Where(row => row.UserId == userId)
            .OrderBy(row => row.CreatedAt)
            .Select(row => new { row.Provider, row.CreatedAt })
            .ToListAsync(cancellationToken);
        return new ExternalLogins(
            hasPassword,
            [
                .. rows.Select(row => new ExternalLogin(
                    row.Provider,
                    titles.GetValueOrDefault(row.Provider, row.Provider),
                    new DateTimeOffset(DateTime.SpecifyKind(row.CreatedAt, DateTimeKind.Utc))
                )),
            ]
        );
    }

    /// <summary>The provider's page, and what this browser keeps for the way back.</summary>
    public async Task<(string Page, OpenIdSecret Secret)> BeginAsync(
        UserSession session,
        OpenIdProvider provider,
        ExternalLoginProof shown,
        CancellationToken cancellationToken
    )
    {
        await client.RequireAsync(provider, cancellationToken);
        var secret = await proof.RunAsync(
            session,
            shown.Password,
            shown.Code,
            (transaction, user) => requests.IssueAsync(transaction, provider, user, session.SessionId, cancellationToken),
            cancellationToken
        );
        return (await client.PageAsync(provider, secret, cancellationToken), secret);
    }

    public async Task<ExternalLogins> ConnectAsync(
        HttpContext http,
        UserSession session,
        OpenIdProvider provider,
        OpenIdAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var known = await db
            .Users.AsNoTracking()
            .Where(user => user.UserId == session.UserId)
            .Select(user => user.CredentialsChangedAt)
            .SingleOrDefaultAsync(cancellationToken);
        var came = await requests.TakeAsync(http, provider, answer, session, cancellationToken);
        var person = await client.PersonAsync(provider, came, cancellationToken);
        try
        {
            await transactions.RunAsync(
                async transaction =>
                {
                    var user = await FreshProof.LockAsync(transaction, session.UserId, cancellationToken);
                    if (user.CredentialsChangedAt != known)
                    {
                        // Since it was asked for at the provider: whoever did may be another.
                        throw new Refusal(ApiError.OpenIdRefused);
                    }

                    await transaction.ExecuteAsync(
                        "CALL sp_connect_external_login(@user_id, @provider, @subject, @email, @is_mail_sent)",
                        cancellationToken,
                        ("@user_id", user.UserId),
                        ("@provider", provider.Name),
                        ("@subject", person.Subject),
                        ("@email", person.VerifiedEmail),
                        ("@is_mail_sent", outbox.IsOn)
                    );
                    await TellAsync(transaction, MessageKind.ExternalLoginAdded, user.Email, cancellationToken);
                    return user.UserId;
                },
                cancellationToken
            );
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            throw new Refusal(ApiError.LoginTaken);
        }

        outbox.Ring();
        return await ListAsync(session.UserId, cancellationToken);
    }

    /// <summary>False: none of this provider opens the account.</summary>
    public async Task<bool> DisconnectAsync(
        UserSession session,
        string provider,
        ExternalLoginProof shown,
        CancellationToken cancellationToken
    )
    {
        var removed = await proof.RunAsync(
            session,
            shown.Password,
            shown.Code,
            async (transaction, user) =>
            {
                var rows = await transaction.QueryAsync(
                    "CALL sp_disconnect_external_login(@user_id, @provider, @removed); SELECT @removed",
                    row => row.GetInt32(0) == 1,
                    cancellationToken,
                    ("@user_id", user.UserId),
                    ("@provider", provider)
                );
                if (rows.Single())
                {
                    await TellAsync(transaction, MessageKind.ExternalLoginRemoved, user.Email, cancellationToken);
                }

                return rows.Single();
            },
            cancellationToken
        );
        outbox.Ring();
        return removed;
    }

    private Task TellAsync(MySqlTransaction transaction, MessageKind news, string email, CancellationToken cancellationToken) =>
        outbox.WriteAsync(transaction, [new(news, Recipient: email)], cancellationToken);
}
