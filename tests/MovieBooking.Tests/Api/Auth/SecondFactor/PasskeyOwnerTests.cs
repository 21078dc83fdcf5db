using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Whose account is gone or was reset comes in with no passkey, and neither does who signs for another site.</summary>
[Collection(SharedApi.One)]
public sealed class PasskeyOwnerTests(TestApi api)
{
    private const string People = $"{ManagerCalls.Admin}/people";
    private const string Reset = $"{ManagerCalls.Admin}/second-factor/reset";

    private readonly HttpClient _client = api.CreateClient();

    [Fact]
    public async Task The_passkey_of_a_deleted_account_opens_nothing_and_is_forgotten()
    {
        var owner = api.WithToken((await api.RegisterAsync()).Text("accessToken"));
        using var passkey = new SoftwarePasskey();
        await passkey.AddAsync(owner);
        await SoftwarePasskey.OptionsAsync(owner);

        await owner.PostAsJsonAsync("/api/v1/auth/me/delete", new { password = TestApi.Password }).IsEmptyAsync();

        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        Assert.Equal(
            0,
            await api.Database.ScalarAsync<long>("SELECT COUNT(*) FROM passkeys WHERE credential_id = @id", ("@id", passkey.Id))
        );
    }

    [Theory]
    [InlineData("https://localhost.example", null, true)]
    [InlineData("http://localhost:5081", null, true)]
    [InlineData(SoftwarePasskey.Site, "localhost.example", true)]
    [InlineData(SoftwarePasskey.Site, null, false)]
    public async Task What_is_signed_elsewhere_or_without_verification_signs_nobody_in_and_is_not_counted(
        string origin,
        string? rpId,
        bool verifies
    )
    {
        var session = await api.RegisterAsync();
        using var passkey = new SoftwarePasskey { Count = 1 };
        await passkey.AddAsync(api.WithToken(session.Text("accessToken")));
        passkey.Count = 2;
        (passkey.Origin, passkey.RpId, passkey.Verifies) = (origin, rpId, verifies);

        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");

        Assert.Equal(
            (1L, 1L),
            (
                await api.Database.ScalarAsync<long>("SELECT sign_count FROM passkeys WHERE credential_id = @id", ("@id", passkey.Id)),
                await api.Database.ScalarAsync<long>(
                    "SELECT COUNT(*) FROM refresh_tokens WHERE user_id = @user_id",
                    ("@user_id", session.GetProperty("user").Int("userId"))
                )
            )
        );
    }

    [Fact]
    public async Task An_admin_sees_passkeys_and_takes_them_off_an_account_that_has_nothing_else()
    {
        var email = TestApi.Email();
        using var owner = api.WithToken((await api.RegisterAsync(email)).Text("accessToken"));
        using var passkey = new SoftwarePasskey();
        await passkey.AddAsync(owner);
        var begun = await SoftwarePasskey.OptionsAsync(owner);
        var session = await passkey.SignInAsync(_client).JsonAsync();
        using var admin = await api.AdminAsync();
        Assert.Equal((false, 1), await FactorsAsync());

        await owner.PostAsJsonAsync(Reset, new { email }).ProblemAsync(403, "forbidden");
        await admin.PostAsJsonAsync(Reset, new { email }).IsEmptyAsync();
        await admin.PostAsJsonAsync(Reset, new { email }).ProblemAsync(409, "no_second_factor");

        Assert.Equal((false, 0), await FactorsAsync());
        await passkey.SignInAsync(_client).ProblemAsync(401, "invalid_passkey");
        using var signedIn = api.WithToken(session.Text("accessToken"));
        await signedIn.GetAsync("/api/v1/auth/me").ProblemAsync(401, "unauthenticated");
        using var another = new SoftwarePasskey();
        await owner.PostAsJsonAsync(SoftwarePasskey.Own, another.New(begun)).ProblemAsync(401, "unauthenticated");
        await _client.LoginAsync(email).JsonAsync();

        async Task<(bool Code, int Passkeys)> FactorsAsync()
        {
            var person = Assert.Single((await admin.GetAsync($"{People}?q={email}").JsonAsync()).Items());
            return (person.GetProperty("hasSecondFactor").GetBoolean(), person.Int("passkeys"));
        }
    }
}
