using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
    private static readonly RSA s_rsa = RSA.Create(2048);

    /// <summary>What makes each of them from what <see cref="Token"/> makes a good one of.</summary>
    private static readonly Dictionary<string, Func<Signed, string>> s_bad = new(StringComparer.Ordinal)
    {
        ["none at all"] = _ => "Bearer",
        ["not a token"] = _ => "Bearer abc",
        ["another scheme"] = _ => "Basic dXNlcjpwYXNz",
        ["expired"] = who => Bearer(Token(who, expires: DateTime.UtcNow.AddSeconds(-1))),
        ["not valid yet"] = who => Bearer(Token(who, notBefore: DateTime.UtcNow.AddDays(1), expires: DateTime.UtcNow.AddDays(2))),
        ["another key"] = who => Bearer(Token(who, s_own)),
        ["another key under the name of ours"] = who => Bearer(Token(who, new SymmetricSecurityKey(s_own.Key) { KeyId = who.KeyId })),
        ["another algorithm"] = who => Bearer(Token(who, algorithm: SecurityAlgorithms.HmacSha512)),
        ["RSA under the name of our key"] = who =>
            Bearer(Token(who, new RsaSecurityKey(s_rsa) { KeyId = who.KeyId }, SecurityAlgorithms.RsaSha256)),
        ["a public key as the secret"] = who =>
            Bearer(
                Token(who, new SymmetricSecurityKey(Encoding.ASCII.GetBytes(s_rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = who.KeyId })
            ),
        ["another issuer"] = who => Bearer(Token(who, issuer: "somebody else")),
        ["another audience"] = who => Bearer(Token(who, audience: "somebody else")),
        ["no signature"] = who => Bearer($"{Head("none")}.{Body(who)}."),
        ["no algorithm, in other letters"] = who => Bearer($"{Head("nOnE")}.{Body(who)}."),
        ["no algorithm, and our signature"] = who => Bearer($"{Head("none")}.{Body(who)}.{Token(who).Split('.')[2]}"),
        ["our algorithm and no signature"] = who => Bearer($"{Head("HS256", who.KeyId)}.{Body(who)}."),
        ["a changed role"] = who => Bearer(Changed(who, "customer", "admin")),
        ["a changed user"] = who => Bearer(Changed(who, $"\"{who.UserId}\"", "\"1\"")),
        ["its own key's address"] = who => Bearer(WithHeader(who, "jku", "https://keys.example/jwks.json")),
        ["its own certificate's address"] = who => Bearer(WithHeader(who, "x5u", "https://keys.example/x5.pem")),
        ["its own key"] = who =>
            Bearer(
                WithHeader(
                    who,
                    "jwk",
                    new Dictionary<string, object>(StringComparer.Ordinal) { ["kty"] = "oct", ["k"] = Base64UrlEncoder.Encode(s_own.Key) }
                )
            ),
        ["a file as its key's name"] = who => Bearer(Token(who, new SymmetricSecurityKey(s_own.Key) { KeyId = "../../etc/hostname" })),
        // What is in it as the secret.
        ["an empty file as its key's name"] = who => Bearer(SignedWithNothing($"{Head("HS256", "../../../../dev/null")}.{Body(who)}")),
    };

    public static TheoryData<string> BadTokens => [.. s_bad.Keys];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_401_on_public_and_protected_routes_alike(string what)
    {
        var authorization = s_bad[what](await SignedInAsync());
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
        // The control: what the bad tokens differ from, with the name of its key and without.
        var who = await SignedInAsync();
        foreach (
            var key in new[]
            {
                s_key,
                new SymmetricSecurityKey(s_key.Key) { KeyId = who.KeyId },
            }
        )
        {
            foreach (var path in new[] { "/api/v1/movies", "/api/v1/auth/me", "/api/v1/reservations" })
            {
                using var answer = await SendAsync(path, Bearer(Token(who, key)));

                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task What_refreshes_a_session_is_no_access_token_of_it()
    {
        var session = await api.RegisterAsync();
        foreach (var path in new[] { "/api/v1/movies", "/api/v1/auth/me" })
        {
            await SendAsync(path, Bearer(session.Text("accessToken"))).JsonAsync();
            await SendAsync(path, Bearer(session.Text("refreshToken"))).ProblemAsync(401, "unauthenticated");
        }
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

    /// <summary>Somebody with a session, and the name of the key that signed it.</summary>
    private async Task<Signed> SignedInAsync()
    {
        var userId = await api.Given.UserAsync();
        using var client = api.SignedIn(userId);
        var token = new JsonWebToken(client.DefaultRequestHeaders.Authorization!.Parameter);
        return new Signed(userId, token.GetClaim(AccessTokens.SessionClaim).Value, token.Kid);
    }

    private static string Bearer(string token) => $"Bearer {token}";

    private static string Token(
        Signed who,
        SecurityKey? key = null,
        string algorithm = SecurityAlgorithms.HmacSha256,
        DateTime? notBefore = null,
        DateTime? expires = null,
        string issuer = "moviebooking",
        string audience = "moviebooking",
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
                    ["sub"] = $"{who.UserId}",
                    ["name"] = "Some Body",
                    ["role"] = "customer",
                    ["sid"] = who.SessionId,
                },
            }
        );

    private static string Head(string algorithm, string? keyId = null) =>
        Base64UrlEncoder.Encode(
            JsonSerializer.Serialize(
                new
                {
                    alg = algorithm,
                    typ = "JWT",
                    kid = keyId,
                }
            )
        );

    private static string Body(Signed who) => Token(who).Split('.')[1];

    /// <summary>Signed with a key of one's own, which the header tells where to find.</summary>
    private static string WithHeader(Signed who, string name, object value) =>
        Token(who, s_own, header: new Dictionary<string, object>(StringComparer.Ordinal) { [name] = value });

    private static string SignedWithNothing(string unsigned) =>
        $"{unsigned}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Array.Empty<byte>(), Encoding.ASCII.GetBytes(unsigned)))}";

    /// <summary>One's own token that says something else, with its signature of before.</summary>
    private static string Changed(Signed who, string said, string says)
    {
        var parts = Token(who).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]);
        Assert.Contains(said, payload, StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload.Replace(said, says, StringComparison.Ordinal))}.{parts[2]}";
    }

    private sealed record Signed(int UserId, string SessionId, string KeyId);
}
