using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>A bad token is refused on public routes too: whoever shows one means to be known.</summary>
[Collection(SharedApi.Two)]
public sealed class TokenTests(TestApi api)
{
    private static readonly SymmetricSecurityKey s_key = new(Encoding.UTF8.GetBytes(TestApi.SigningKey));
    private static readonly SymmetricSecurityKey s_own = new(Encoding.UTF8.GetBytes("a key that whoever forges tokens knows"));

    public static TheoryData<string, string> BadTokens =>
        new()
        {
            { "none at all", "Bearer" },
            { "not a token", "Bearer abc" },
            { "another scheme", "Basic dXNlcjpwYXNz" },
            { "expired", $"Bearer {Token(expires: DateTime.UtcNow.AddSeconds(-1))}" },
            { "not valid yet", $"Bearer {Token(notBefore: DateTime.UtcNow.AddDays(1), expires: DateTime.UtcNow.AddDays(2))}" },
            {
                "another key",
                $"Bearer {Token(key: new SymmetricSecurityKey(Encoding.UTF8.GetBytes("another key of more than thirty-two bytes")))}"
            },
            { "another algorithm", $"Bearer {Token(algorithm: SecurityAlgorithms.HmacSha512)}" },
            { "another issuer", $"Bearer {Token(issuer: "somebody else")}" },
            { "another audience", $"Bearer {Token(audience: "somebody else")}" },
            { "no signature", $"Bearer {Unsigned()}" },
            { "changed payload", $"Bearer {Forged()}" },
            { "its own key's address", $"Bearer {WithHeader("jku", "https://keys.example/jwks.json")}" },
            { "its own certificate's address", $"Bearer {WithHeader("x5u", "https://keys.example/x5.pem")}" },
            {
                "its own key",
                $"Bearer {WithHeader("jwk", new Dictionary<string, object>(StringComparer.Ordinal) { ["kty"] = "oct", ["k"] = Base64UrlEncoder.Encode(s_own.Key) })}"
            },
            { "a file as its key's name", $"Bearer {Token(key: new SymmetricSecurityKey(s_own.Key) { KeyId = "../../dev/null" })}" },
        };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_401_on_public_and_protected_routes_alike(string what, string authorization)
    {
        Assert.NotEmpty(what);
        foreach (
            var path in new[] { "/api/v1/movies", "/api/v1/genres", "/api/v1/auth/me", "/api/v1/reservations", "/api/v1/admin/movies" }
        )
        {
            using var answer = await SendAsync(path, authorization);
            await answer.ProblemAsync(401, "unauthenticated");
            Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        }
    }

    [Fact]
    public async Task The_same_token_done_right_is_accepted()
    {
        // The control: what the bad tokens differ from.
        using var answer = await SendAsync("/api/v1/reservations", $"Bearer {Token(userId: await api.Given.UserAsync())}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_key_signs_and_the_one_before_verifies_as_long_as_it_is_kept()
    {
        const string NewKey = "a new key that is longer than thirty-two bytes";
        var email = TestApi.Email();
        var before = (await api.RegisterAsync(email)).Text("accessToken");
        await using var changed = api.Successor();
        changed.Settings[SigningKeys.Setting] = NewKey;
        changed.Settings[SigningKeys.PreviousSetting] = TestApi.SigningKey;
        await using var done = api.Successor();
        done.Settings[SigningKeys.Setting] = NewKey;

        var after = (
            await changed.CreateClient().PostAsJsonAsync("/api/v1/auth/login", new { email, password = TestApi.Password }).JsonAsync()
        ).Text("accessToken");

        await changed.WithToken(before).GetAsync("/api/v1/auth/me").JsonAsync();
        await changed.WithToken(after).GetAsync("/api/v1/auth/me").JsonAsync();
        await done.WithToken(after).GetAsync("/api/v1/auth/me").JsonAsync();
        await done.WithToken(before).GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        await api.WithToken(after).GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        Assert.NotEqual(Name(before), Name(after));

        static string Name(string token) => new JsonWebToken(token).Kid;
    }

    [Fact]
    public async Task A_token_of_a_user_who_is_gone_is_401() =>
        await SendAsync("/api/v1/auth/me", $"Bearer {Token(userId: 999999)}").ProblemAsync(401, "unauthenticated");

    [Theory]
    [InlineData("/api/v1/admin/movies")]
    [InlineData("/api/v1/admin/showtimes")]
    [InlineData("/api/v1/admin/analytics")]
    [InlineData("/api/v1/admin/analytics/top_movies")]
    public async Task Admin_routes_are_403_for_a_customer_and_401_for_a_stranger(string path)
    {
        await (await api.CustomerAsync()).GetAsync(path).ProblemAsync(403, "forbidden");
        await api.CreateClient().GetAsync(path).ProblemAsync(401, "unauthenticated");
    }

    private Task<HttpResponseMessage> SendAsync(string path, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return api.CreateClient().SendAsync(request);
    }

    private static string Token(
        DateTime? notBefore = null,
        DateTime? expires = null,
        SecurityKey? key = null,
        string algorithm = SecurityAlgorithms.HmacSha256,
        string issuer = "moviebooking",
        string audience = "moviebooking",
        int userId = 1,
        Dictionary<string, object>? header = null
    ) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                NotBefore = notBefore ?? DateTime.UtcNow.AddMinutes(-10),
                IssuedAt = DateTime.UtcNow.AddMinutes(-10),
                Expires = expires ?? DateTime.UtcNow.AddMinutes(10),
                SigningCredentials = new SigningCredentials(key ?? s_key, algorithm),
                AdditionalHeaderClaims = header,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = $"{userId}",
                    ["name"] = "Some Body",
                    ["role"] = "customer",
                    ["sid"] = $"{Guid.NewGuid()}",
                },
            }
        );

    /// <summary>The algorithm none: a token that nobody signed.</summary>
    private static string Unsigned() => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Token().Split('.')[1]}.";

    /// <summary>Signed with a key of one's own, which the header tells where to find.</summary>
    private static string WithHeader(string name, object value) =>
        Token(key: s_own, header: new Dictionary<string, object>(StringComparer.Ordinal) { [name] = value });

    /// <summary>A customer's token that says admin, with the customer's signature.</summary>
    private static string Forged()
    {
        var parts = Token().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("customer", "admin", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }
}
