using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OtpNet;

namespace MovieBooking.Tests.Support;

/// <summary>An authenticator app with one account in it.</summary>
internal sealed class Authenticator(string secret)
{
    private readonly Totp _totp = new(Base32Encoding.ToBytes(secret));

    public string Secret => secret;

    /// <summary>The code so many steps of 30 seconds from now: 1 is good as yet, beside the one that switched it on.</summary>
    public string Code(int steps = 0) => _totp.ComputeTotp(DateTime.UtcNow.AddSeconds(30 * steps));

    /// <summary>One that no step near to now has.</summary>
    public string WrongCode() =>
        Enumerable
            .Range(0, 10)
            .Select(digit => new string((char)('0' + digit), 6))
            .First(code => Enumerable.Range(-3, 7).All(step => Code(step) != code));
}

/// <summary>Somebody with a second factor, and a client that is signed in as they are.</summary>
internal sealed record Guarded(string Email, int UserId, HttpClient Client, Authenticator App, IReadOnlyList<string> RecoveryCodes);

/// <summary>What is done about second factors, over HTTP.</summary>
internal static class SecondFactorCalls
{
    public const string Own = "/api/v1/auth/me/second-factor";

    public static async Task<Guarded> GuardedAsync(this TestApi api)
    {
        var email = TestApi.Email();
        var session = await api.RegisterAsync(email);
        var client = api.WithToken(session.Text("accessToken"));
        var (app, codes) = await client.SwitchOnAsync();
        return new Guarded(email, session.GetProperty("user").Int("userId"), client, app, codes);
    }

    public static async Task<(Authenticator App, IReadOnlyList<string> RecoveryCodes)> SwitchOnAsync(this HttpClient client)
    {
        var set = await client.PostAsJsonAsync(Own, new { password = TestApi.Password }).JsonAsync();
        var app = new Authenticator(set.Text("secret"));
        var codes = await client.PostAsJsonAsync($"{Own}/confirm", new { code = app.Code() }).JsonAsync();
        return (app, [.. codes.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    public static Task<HttpResponseMessage> LoginAsync(this HttpClient client, string email, string door = "login") =>
        client.PostAsJsonAsync($"/api/v1/auth/{door}", new { email, password = TestApi.Password });

    public static async Task<string> ChallengeAsync(this HttpClient client, string email) =>
        (await client.LoginAsync(email).ProblemAsync(401, "second_factor_required")).Text("challenge");

    public static Task<HttpResponseMessage> FinishAsync(this HttpClient client, string challenge, string code) =>
        client.PostAsJsonAsync("/api/v1/auth/second-factor", new { challenge, code });

    /// <summary>As if the password had been shown so often, without the slow hash.</summary>
    public static async Task<IReadOnlyList<string>> ChallengesAsync(this TestDatabase database, int userId, int count)
    {
        var tokens = Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        await database.ExecuteAsync(
            """
            INSERT INTO sign_in_challenges (token_hash, user_id, credentials_changed_at, created_at, expires_at)
            SELECT UNHEX(SHA2(tokens.token, 256)), users.user_id, users.credentials_changed_at, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 5 MINUTE
            FROM users
            CROSS JOIN JSON_TABLE(@tokens, '$[*]' COLUMNS (token CHAR(32) PATH '$')) AS tokens
            WHERE users.user_id = @user_id
            """,
            ("@tokens", JsonSerializer.Serialize(tokens)),
            ("@user_id", userId)
        );
        return tokens;
    }

    /// <summary>As if no code had been taken yet, which spares a test the wait for the next one.</summary>
    public static Task ForgetStepAsync(this TestDatabase database, int userId) =>
        database.ExecuteAsync("UPDATE second_factors SET last_step = 0 WHERE user_id = @user_id", ("@user_id", userId));

    public static async Task<IReadOnlyList<HttpStatusCode>> StatusesAsync(this IEnumerable<Task<HttpResponseMessage>> calls) =>
        [.. (await Task.WhenAll(calls)).Select(answer => answer.StatusCode)];
}
