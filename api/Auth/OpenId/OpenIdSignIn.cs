using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Sign-in by way of a provider. It stands in the place of a password: a second factor is asked for after it as after that. Nothing is guessed
/// here, so that pauses neither hold for it nor end with it.
/// </summary>
internal sealed class OpenIdSignIn(
    MovieBookingContext db,
    BookingTransaction transactions,
    TokenFamilies families,
    Sessions sessions,
    OpenIdClient client,
    OpenIdRequests requests
)
{
    /// <summary>The provider's page, and what this browser keeps for the way back.</summary>
    public async Task<(string Page, OpenIdSecret Secret)> BeginAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        await client.RequireAsync(provider, cancellationToken);
        var secret = await transactions.RunAsync(
            transaction => requests.IssueAsync(transaction, provider, user: null, session: null, cancellationToken),
            cancellationToken
        );
        return (await client.PageAsync(provider, secret, cancellationToken), secret);
    }

    /// <summary>Refuses what is no sign-in at this provider that was begun here, and whom the database does (sp_open_external_login).</summary>
    public async Task<OpenedSession> FinishAsync(
        HttpContext http,
        OpenIdProvider provider,
        OpenIdAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var came = await requests.TakeAsync(http, provider, answer, session: null, cancellationToken);
        var person = await client.PersonAsync(provider, came, cancellationToken);
        try
        {
            return await OpenAsync(provider, person, Device.Of(http), cancellationToken);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            // Of two at once the other was first.
            return await OpenAsync(provider, person, Device.Of(http), cancellationToken);
        }
    }

    private async Task<OpenedSession> OpenAsync(
        OpenIdProvider provider,
        OpenIdPerson person,
        Device device,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var ids = await ((MySqlTransaction)transaction.GetDbTransaction()).QueryAsync(
            "CALL sp_open_external_login(@provider, @subject, @email, @name, @opened); SELECT @opened",
            row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0),
            cancellationToken,
            ("@provider", provider.Name),
            ("@subject", person.Subject),
            ("@email", person.VerifiedEmail),
            ("@name", person.DisplayName)
        );
        return ids.Single() is { } userId && await families.LockUserAsync(userId, cancellationToken) is { DeletedAt: null } user
            ? await sessions.AdmitAsync(transaction, user, device, cancellationToken)
            : throw new Refusal(ApiError.OpenIdRefused);
    }
}
