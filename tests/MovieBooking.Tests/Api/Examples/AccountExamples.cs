using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What people do with their accounts: sign in, second factors, passkeys, their data.</summary>
internal static class AccountExamples
{
    private const string Password = "a-long-passphrase";

    public static async Task RecordAsync(ExampleScene scene)
    {
        var session = await scene.AskAsync(scene.Anybody, "Register");
        session = await scene.AskAsync(scene.Anybody, "Refresh", ("refreshToken", session.Text("refreshToken")));
        using var person = scene.Api.WithToken(session.Text("accessToken"));
        (string, object) password = ("password", Password);
        await scene.AskAsync(person, "GetMe");
        await scene.AskAsync(person, "UpdateMe");
        await scene.AskAsync(person, "ListSessions");
        await scene.AskAsync(person, "ListProviders");
        await scene.AskAsync(person, "ListExternalLogins");
        await scene.AskAsync(person, "ChangeEmail", password);
        await scene.AskAsync(scene.Anybody, "ForgetPassword");

        await PasskeyAsync(scene, person, Password, "SignInWithPasskey");
        await PasskeyAsync(scene, scene.Admin, "Adm1n!demo", "AdminSignInWithPasskey");
        await scene.AskAsync(person, "ListPasskeys");

        await SecondFactorAsync(scene, person);
        await scene.AskAsync(person, "ExportPersonalData");
        await scene.AskAsync(person, "ChangePassword", ("currentPassword", Password));
    }

    private static async Task SecondFactorAsync(ExampleScene scene, HttpClient person)
    {
        (string, object) password = ("password", Password);
        await scene.AskAsync(person, "GetSecondFactor");
        var app = new Authenticator((await scene.AskAsync(person, "SetUpSecondFactor", password)).Text("secret"));
        await scene.AskAsync(person, "ConfirmSecondFactor", ("code", app.Code()));
        await scene.AskAsync(person, "RenewRecoveryCodes", password, ("code", app.Code(1)));
        var me = await scene.AskAsync(person, "GetMe");
        await scene.Api.Database.ForgetStepAsync(me.Int("userId"));
        var challenge = await scene
            .Anybody.PostAsync("/api/v1/auth/login", null, new { email = me.Text("email"), password = Password })
            .ProblemAsync(401, "second_factor_required");
        await scene.AskAsync(scene.Anybody, "FinishSignIn", ("challenge", challenge.Text("challenge")), ("code", app.Code()));
    }

    private static async Task PasskeyAsync(ExampleScene scene, HttpClient person, string password, string door)
    {
        using var passkey = new SoftwarePasskey { Origin = ContractSite.Url };
        var made = passkey.New(await scene.AskAsync(person, "BeginPasskey", ("password", password)));
        await scene.AskAsync(person, "AddPasskey", [.. Told(made), ("name", "My phone")]);
        var signed = passkey.Sign(await scene.AskAsync(scene.Anybody, "BeginPasskeySignIn"));
        await scene.AskAsync(scene.Anybody, door, Told(signed));
    }

    private static (string Name, object Value)[] Told(object body) =>
        [.. JsonSerializer.SerializeToElement(body).EnumerateObject().Select(one => (one.Name, (object)one.Value.GetString()!))];
}
