using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Which key calls. The database is asked each time, so that one that is revoked is so at once; a booking asks again in its own
/// transaction (<see cref="ApiKeyLife"/>).
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    MySqlDataSource source,
    ApiKeyUses uses
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    public const string Find = $"""
        SELECT
            api_keys.key_id,
            api_keys.scopes,
            (SELECT GROUP_CONCAT(api_key_cinemas.cinema_id) FROM api_key_cinemas WHERE api_key_cinemas.key_id = api_keys.key_id)
        FROM api_keys
        WHERE api_keys.key_hash = @hash
            AND {ApiKeyLife.Lives}
        """;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiKeySecret.ShownBy(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        if (!ApiKeySecret.IsWhole(secret) || await ClaimsAsync(secret) is not { } claims)
        {
            return AuthenticateResult.Fail("The key is unknown, revoked or expired.");
        }

        uses.Note(claims.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims.Claims, Name)), Name));
    }

    private async Task<(int Key, IReadOnlyList<Claim> Claims)?> ClaimsAsync(string secret)
    {
        await using var connection = await source.OpenConnectionAsync(Context.RequestAborted);
        await using var find = new MySqlCommand(Find, connection);
        find.Parameters.AddWithValue("@hash", ApiKeySecret.Hash(secret));
        await using var reader = await find.ExecuteReaderAsync(Context.RequestAborted);
        if (!await reader.ReadAsync(Context.RequestAborted))
        {
            return null;
        }

        var key = reader.GetInt32(0);
        var cinemas = await reader.IsDBNullAsync(2, Context.RequestAborted) ? "" : reader.GetString(2);
        return (
            key,
            [
                new Claim(Caller.ApiKeyClaim, key.ToString(CultureInfo.InvariantCulture)),
                .. Words(reader.GetString(1)).Select(scope => new Claim(Caller.ScopeClaim, scope)),
                .. Words(cinemas).Select(cinema => new Claim(Caller.CinemaClaim, cinema)),
            ]
        );
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
