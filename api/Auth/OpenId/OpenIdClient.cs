using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What is said between this application and providers: code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 9700). A provider that does
/// not answer, or not as it should, is a refusal and never a fault of ours; the log says why, without anything that opens something.
/// </summary>
internal sealed partial class OpenIdClient(SiteAddress site, OpenIdTokens tokens, ILogger<OpenIdClient> logger) : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private const int AnswerBytes = 1024 * 1024;

    // Whatever a redirect leads to is not the provider that was configured.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = s_timeout,
        MaxResponseContentBufferSize = AnswerBytes,
    };

    private readonly ConcurrentDictionary<Uri, ConfigurationManager<OpenIdConnectConfiguration>> _configurations = new();

    /// <summary>The provider's page that this browser is to be sent to.</summary>
    public async Task<string> PageAsync(OpenIdProvider provider, OpenIdSecret secret, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(provider, cancellationToken);
        var message = new OpenIdConnectMessage
        {
            EnableTelemetryParameters = false,
            IssuerAddress = configuration.AuthorizationEndpoint,
            ClientId = provider.ClientId,
            RedirectUri = ReturnAddress(provider),
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = provider.Scopes,
            State = secret.State,
            Nonce = secret.Nonce,
        };
        message.SetParameter("code_challenge", secret.Challenge);
        message.SetParameter("code_challenge_method", "S256");
        return message.CreateAuthenticationRequestUrl();
    }

    /// <summary>Refuses where the provider cannot be reached, before anything is spent on the way to it.</summary>
    public Task RequireAsync(OpenIdProvider provider, CancellationToken cancellationToken) =>
        ConfigurationAsync(provider, cancellationToken);

    /// <summary>Who signed in there.</summary>
    public async Task<OpenIdPerson> PersonAsync(OpenIdProvider provider, OpenIdReturn came, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(provider, cancellationToken);
        if (came.Answer.Iss is { } issuer && issuer != configuration.Issuer)
        {
            // Another provider's answer (RFC 9207): its code is not for this one.
            throw Refused(provider, "the answer is of another issuer");
        }

        var answer = await TokensAsync(provider, configuration, came, cancellationToken);
        var (person, fault) = await tokens.ReadAsync(provider, configuration, answer.IdToken, came.Secret.Nonce);
        if (person is null)
        {
            // Perhaps it signs with a key that is newer than what is known of it.
            _configurations.GetOrAdd(provider.Authority, Manager).RequestRefresh();
            throw Refused(provider, fault);
        }

        return
            person.Email is null
            && answer.AccessToken is { Length: > 0 } accessToken
            && configuration.UserInfoEndpoint is { Length: > 0 } endpoint
            ? person.With(await UserInfoAsync(provider, endpoint, accessToken, cancellationToken))
            : person;
    }

    public void Dispose() => _http.Dispose();

    private string ReturnAddress(OpenIdProvider provider) => site.Of($"/sign-in/{provider.Name}");

    private async Task<OpenIdConnectMessage> TokensAsync(
        OpenIdProvider provider,
        OpenIdConnectConfiguration configuration,
        OpenIdReturn came,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = OpenIdConnectGrantTypes.AuthorizationCode,
            ["code"] = came.Answer.Code,
            ["redirect_uri"] = ReturnAddress(provider),
            ["client_id"] = provider.ClientId,
            ["code_verifier"] = came.Secret.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint);
        var ways = configuration.TokenEndpointAuthMethodsSupported;
        // Where it says nothing, this is what every provider takes (OpenID Connect Discovery 1.0, section 3).
        if (ways.Count == 0 || ways.Contains("client_secret_basic", StringComparer.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.ClientSecret)}")
                )
            );
        }
        else
        {
            form["client_secret"] = provider.ClientSecret;
        }

        request.Content = new FormUrlEncodedContent(form);
        var body = await SendAsync(provider, request, cancellationToken);
        try
        {
            return new OpenIdConnectMessage(body);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Refused(provider, "its token endpoint answers no JSON");
        }
    }

    /// <summary>Whom the provider tells of there and not in the ID token (OpenID Connect Core 1.0, section 5.3).</summary>
    private async Task<JsonElement> UserInfoAsync(
        OpenIdProvider provider,
        string endpoint,
        string accessToken,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var body = await SendAsync(provider, request, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            throw Refused(provider, "its userinfo endpoint answers no JSON");
        }
    }

    private async Task<string> SendAsync(OpenIdProvider provider, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? body
                : answer.StatusCode >= HttpStatusCode.InternalServerError || answer.StatusCode == HttpStatusCode.TooManyRequests
                    ? throw Unavailable(provider, $"{request.RequestUri?.AbsolutePath} answers {(int)answer.StatusCode}")
                : throw Refused(provider, $"{request.RequestUri?.AbsolutePath} answers {(int)answer.StatusCode}");
        }
        catch (Exception exception) when (IsSilence(exception, cancellationToken))
        {
            throw Unavailable(provider, exception.GetType().Name);
        }
    }

    private async Task<OpenIdConnectConfiguration> ConfigurationAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await _configurations.GetOrAdd(provider.Authority, Manager).GetConfigurationAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException || IsSilence(exception, cancellationToken))
        {
            // It could not be read, or tells nothing that can be used.
            throw Unavailable(provider, (exception.InnerException ?? exception).GetType().Name);
        }

        // Discovery 1.0, section 4.3: it speaks for itself alone; and what is asked of it goes nowhere unprotected.
        if (
            configuration.Issuer?.TrimEnd('/') != provider.Authority.AbsoluteUri.TrimEnd('/')
            || !IsOf(provider, configuration.AuthorizationEndpoint)
            || !IsOf(provider, configuration.TokenEndpoint)
            || (configuration.UserInfoEndpoint is { Length: > 0 } userInfo && !IsOf(provider, userInfo))
        )
        {
            throw Unavailable(provider, "its configuration is another issuer's, or names an address that cannot be used");
        }

        return configuration;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Manager(Uri authority) =>
        new(
            $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = authority.Scheme == Uri.UriSchemeHttps }
        )
        {
            // After how long one that was out of reach is asked again, at the latest.
            RefreshInterval = TimeSpan.FromSeconds(30),
        };

    private static bool IsOf(OpenIdProvider provider, string? endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == provider.Authority.Scheme;

    private static bool IsSilence(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private Refusal Unavailable(OpenIdProvider provider, string reason)
    {
        LogUnavailable(provider.Name, reason);
        return new Refusal(ApiError.ProviderUnavailable);
    }

    private Refusal Refused(OpenIdProvider provider, string? reason)
    {
        LogRefused(provider.Name, reason);
        return new Refusal(ApiError.OpenIdRefused);
    }

    [LoggerMessage(LogLevel.Warning, "The OpenID Connect provider {Provider} cannot be used: {Reason}")]
    private partial void LogUnavailable(string provider, string reason);

    [LoggerMessage(LogLevel.Warning, "A sign-in at the OpenID Connect provider {Provider} was refused: {Reason}")]
    private partial void LogRefused(string provider, string? reason);
}
