using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>What an e-mail address, a password and a name must be like.</summary>
internal static class AuthRules
{
    /// <summary>ASCII only: the address is compared in lower case, which .NET and the database know alike only there.</summary>
    public static void EmailAddressRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(254)
            .Must(IsEmailAddress)
            .WithMessage("'{PropertyName}' must be an e-mail address.");

    public static void NewPasswordRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop).NotNull().Length(Passwords.MinimumLength, Passwords.MaximumLength);

    /// <summary>A password to compare: short ones are wrong, not invalid; longer ones than can be set are not worth hashing.</summary>
    public static void GivenPasswordRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop).NotNull().Length(1, Passwords.MaximumLength);

    public static void DisplayNameRules<T>(this IRuleBuilderInitial<T, string> rule) => rule.NameRules(100);

    private static bool IsEmailAddress(string email) =>
        email.All(letter => letter is > ' ' and <= '~')
        && email.Split('@') is [{ Length: > 0 and <= 64 }, var domain]
        && domain.Split('.') is { Length: > 1 } labels
        && labels.All(label => label.Length > 0);
}
