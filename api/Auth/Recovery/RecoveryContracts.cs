using FluentValidation;

namespace MovieBooking.Api.Auth;

/// <summary>Whose password is forgotten.</summary>
/// <param name="Email" example="user@example.com">The e-mail address of the account.</param>
public sealed record ForgotPasswordRequest(string Email)
{
    internal sealed class Validator : AbstractValidator<ForgotPasswordRequest>
    {
        public Validator() => RuleFor(request => request.Email).EmailAddressRules();
    }
}

/// <summary>A new password in the place of a forgotten one.</summary>
/// <param name="Token" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">What stands behind `#token=` in the mail's link.</param>
/// <param name="Password" example="another-long-passphrase">The password from now on, by the rules of Register.</param>
public sealed record ResetPasswordRequest(string Token, string Password)
{
    internal sealed class Validator : AbstractValidator<ResetPasswordRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Token).MailedTokenRules();
            RuleFor(request => request.Password).NewPasswordRules();
        }
    }
}

/// <summary>Another e-mail address for one's account.</summary>
/// <param name="Email" example="robin.vale@example.com">The address from its confirmation on.</param>
/// <param name="Password" example="Passw0rd!demo">One's password.</param>
public sealed record ChangeEmailRequest(string Email, string Password)
{
    internal sealed class Validator : AbstractValidator<ChangeEmailRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email).EmailAddressRules();
            RuleFor(request => request.Password).GivenPasswordRules();
        }
    }
}

/// <summary>What confirms that a new address is one's own.</summary>
/// <param name="Token" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">What stands behind `#token=` in the mail's link.</param>
public sealed record ConfirmEmailRequest(string Token)
{
    internal sealed class Validator : AbstractValidator<ConfirmEmailRequest>
    {
        public Validator() => RuleFor(request => request.Token).MailedTokenRules();
    }
}

internal static class MailedTokenValidation
{
    public static void MailedTokenRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(200);
}
