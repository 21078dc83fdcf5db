using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MovieBooking.Tests.Support;

/// <summary>Somebody who has an account at the provider.</summary>
internal sealed record Persona(string Subject, string? Email = null, bool IsVerified = true, string? Name = "Robin Vale");

/// <summary>
/// An OpenID Connect provider (OpenIddict) on a port of this machine, which wants PKCE and its client's secret. It signs in whom the address names
/// (<c>person</c>), and shows a person who comes without a page to sign in on. A test may have it say something else than the truth.
/// </summary>
public sealed class OpenIdSite : IAsyncLifetime, IDisposable
{
    public const string Name = "example";
    public const string Title = "Example ID";
    public const string ClientId = "tickets";
    public const string Secret = "a secret of these tests & no other: 100%";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentDictionary<string, Persona> _people = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    public OpenIdSite()
    {
        Key = new RsaSecurityKey(_rsa) { KeyId = "one" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict().AddServer(Configure);
        _app = builder.Build();
        _app.Use((http, next) => IsDown ? Down(http) : next(http));
        _app.UseAuthentication();
    }

    public RsaSecurityKey Key { get; }

    public string Url => _app.Urls.Single();

    /// <summary>Whether it answers nothing but 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>Changes what an ID token says before it is signed.</summary>
    internal Action<JsonObject>? Alter { get; set; }

    /// <summary>Puts another token in the place of an ID token.</summary>
    public Func<string, string>? Replace { get; set; }

    /// <summary>What it tells that it is, instead of itself.</summary>
    public string? Issuer { get; set; }

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        // Its first answer takes seconds of a busy machine, and whom it is for gives up after some.
        using var answer = await _browser.GetAsync($"{Url}/.well-known/openid-configuration");
        Assert.True(answer.IsSuccessStatusCode);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _browser.Dispose();
        _rsa.Dispose();
    }

    /// <summary>An application knows this provider until what is returned is disposed of.</summary>
    public IDisposable KnownTo(TestApi api, string? authority = null)
    {
        var settings = api.Services.GetRequiredService<IConfiguration>();
        Set(Name, Title, authority ?? Url, ClientId, Secret);
        return new Undo(() =>
        {
            Set(null, null, null, null, null);
            (Alter, Replace, Issuer, IsDown) = (null, null, null, false);
        });

        void Set(string? name, string? title, string? at, string? clientId, string? secret)
        {
            const string Provider = "Auth:OpenId:Providers:0";
            settings[$"{Provider}:Name"] = name;
            settings[$"{Provider}:DisplayName"] = title;
            settings[$"{Provider}:Authority"] = at;
            settings[$"{Provider}:ClientId"] = clientId;
            settings[$"{Provider}:ClientSecret"] = secret;
        }
    }

    internal Persona Person(string? email = null, bool isVerified = true)
    {
        var person = new Persona(Given.Unique("subject"), email ?? TestApi.Email(), isVerified);
        Keep(person);
        return person;
    }

    internal void Keep(Persona person) => _people[person.Subject] = person;

    /// <summary>Goes to the provider's page as its browser would, signs in, and says with what it is led back.</summary>
    internal async Task<object> VisitAsync(string url, Persona person)
    {
        using var answer = await _browser.GetAsync($"{url}&person={Uri.EscapeDataString(person.Subject)}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        return new
        {
            code = $"{query["code"]}",
            state = $"{query["state"]}",
            iss = $"{query["iss"]}",
        };
    }

    /// <summary>What it would sign with its key.</summary>
    public string Sign(JsonObject claims, SigningCredentials? with = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            claims.ToJsonString(),
            with ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256)
        );

    internal static JsonObject ClaimsOf(string token) =>
        JsonNode.Parse(Base64UrlEncoder.Decode(new JsonWebToken(token).EncodedPayload))!.AsObject();

    private void Configure(OpenIddictServerBuilder options)
    {
        options
            .EnableDegradedMode()
            .SetAuthorizationEndpointUris("authorize")
            .SetTokenEndpointUris("token")
            .SetUserInfoEndpointUris("userinfo")
            .AllowAuthorizationCodeFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Email, Scopes.Profile)
            .AddEphemeralEncryptionKey()
            .AddSigningKey(Key)
            .UseAspNetCore()
            .DisableTransportSecurityRequirement();
        options.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                {
                    context.Reject(Errors.InvalidClient);
                }
                else if (context.RedirectUri?.EndsWith($"/sign-in/{Name}", StringComparison.Ordinal) != true)
                {
                    context.Reject(Errors.InvalidRequest);
                }

                return default;
            })
        );
        options.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != Secret)
                {
                    context.Reject(Errors.InvalidClient);
                }

                return default;
            })
        );
        options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(AuthorizeAsync));
        options.AddEventHandler<HandleTokenRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                context.SignIn(context.AuthorizationCodePrincipal!);
                return default;
            })
        );
        options.AddEventHandler<HandleUserInfoRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                var person = _people[context.AccessTokenPrincipal.GetClaim(Claims.Subject)!];
                (context.Subject, context.Email, context.EmailVerified) = (person.Subject, person.Email, person.IsVerified);
                return default;
            })
        );
        options.AddEventHandler<ApplyConfigurationResponseContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                context.Response[Metadata.Issuer] = Issuer ?? $"{context.Response[Metadata.Issuer]}";
                return default;
            })
        );
        options.AddEventHandler<ApplyTokenResponseContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.Response.IdToken is { } token)
                {
                    var claims = ClaimsOf(token);
                    Alter?.Invoke(claims);
                    context.Response.IdToken = Replace?.Invoke(token) ?? (Alter is null ? token : Sign(claims));
                }

                return default;
            })
        );
    }

    private async ValueTask AuthorizeAsync(HandleAuthorizationRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (!_people.TryGetValue($"{http.Request.Query["person"]}", out var person))
        {
            http.Response.ContentType = "text/html";
            var links = _people.Values.Select(one =>
                $"<p><a href=\"{WebUtility.HtmlEncode($"{http.Request.QueryString}&person={Uri.EscapeDataString(one.Subject)}")}\">{one.Email}</a>"
            );
            await http.Response.WriteAsync($"<!doctype html><title>{Title}</title><h1>{Title}</h1>{string.Concat(links)}");
            context.HandleRequest();
            return;
        }

        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity
            .SetClaim(Claims.Subject, person.Subject)
            .SetClaim(Claims.Name, person.Name)
            .SetClaim(Claims.Email, person.Email)
            .SetClaim(Claims.EmailVerified, person.IsVerified);
        identity.SetScopes(context.Request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }

    private static Task Down(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return http.Response.WriteAsync("<h1>Down</h1>");
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
