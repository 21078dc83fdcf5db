using System.Text.Json;
using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Unit;

/// <summary>The cases are the web app's own, so that the page and the API say the same.</summary>
public sealed class NewPasswordsTests
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["blank"] = "spaces alone",
        ["repetition"] = "repeated",
        ["email"] = "your e-mail address",
        ["name"] = "your name",
        ["product"] = "this product",
        ["common"] = "most common passwords",
    };

    private sealed record Case(string Password, string? Email, string? Name, string? Broken);

    public static TheoryData<string, string?, string?, string?> Cases()
    {
        using var file = typeof(NewPasswordsTests).Assembly.GetManifestResourceStream("new-password-cases.json")!;
        TheoryData<string, string?, string?, string?> cases = [];
        foreach (var given in JsonSerializer.Deserialize<Case[]>(file, JsonSerializerOptions.Web)!)
        {
            cases.Add(given.Password, given.Email, given.Name, given.Broken);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_new_password_breaks_the_rule_that_the_page_says(string password, string? email, string? name, string? broken)
    {
        var weakness = NewPasswords.Weakness(password, PersonalText.Email(email), PersonalText.Name(name))?.Value;

        switch (broken)
        {
            case null:
                Assert.Null(weakness);
                break;
            case "length":
                Assert.True(password.Length < Passwords.MinimumLength);
                break;
            default:
                Assert.Contains(s_words[broken], weakness, StringComparison.Ordinal);
                break;
        }
    }
}
