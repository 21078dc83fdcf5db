using FluentValidation;

namespace MovieBooking.Api.Auth;

/// <summary>One's second factor.</summary>
/// <param name="IsOn" example="true">Whether it is asked for at sign-in.</param>
/// <param name="Since" example="2026-11-22T12:00:00Z">Since when; null while it is off.</param>
/// <param name="RecoveryCodesLeft" example="9">How many recovery codes are unused.</param>
/// <param name="IsRequired" example="false">Whether this installation wants one of everybody with one's role.</param>
public sealed record SecondFactorState(bool IsOn, DateTimeOffset? Since, int RecoveryCodesLeft, bool IsRequired);

/// <summary>What an authenticator app needs; it is answered once.</summary>
/// <param name="Secret" example="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP">The secret in base32, to be typed.</param>
/// <param name="Uri" example="otpauth://totp/MovieBooking:user%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&amp;issuer=MovieBooking&amp;algorithm=SHA1&amp;digits=6&amp;period=30">The same to be shown as a QR code.</param>
public sealed record SecondFactorSecret(string Secret, string Uri);

/// <summary>Recovery codes, each good once in the place of a code; they are answered once.</summary>
/// <param name="Codes" example="[&quot;7K3M-9QXT-B2VN-4HJR-Z8WD-5CPE&quot;]">Ten of them. Those before are void.</param>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>The wish for a second factor.</summary>
/// <param name="Password" example="Passw0rd!demo">One's password.</param>
public sealed record SetUpSecondFactorRequest(string Password)
{
    internal sealed class Validator : AbstractValidator<SetUpSecondFactorRequest>
    {
        public Validator() => RuleFor(request => request.Password).GivenPasswordRules();
    }
}

/// <summary>What shows that an app computes the right codes.</summary>
/// <param name="Code" example="287082">The six digits that it shows.</param>
public sealed record ConfirmSecondFactorRequest(string Code)
{
    internal sealed class Validator : AbstractValidator<ConfirmSecondFactorRequest>
    {
        public Validator() => RuleFor(request => request.Code).CodeRules();
    }
}

/// <summary>What shows that it is one's own second factor.</summary>
/// <param name="Password" example="Passw0rd!demo">One's password.</param>
/// <param name="Code" example="287082">The six digits of one's authenticator app, or a recovery code.</param>
public sealed record SecondFactorRequest(string Password, string Code)
{
    internal sealed class Validator : AbstractValidator<SecondFactorRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Password).GivenPasswordRules();
            RuleFor(request => request.Code).CodeRules();
        }
    }
}

/// <summary>The second half of a sign-in.</summary>
/// <param name="Challenge" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">What the refusal `second_factor_required` of the first half brought.</param>
/// <param name="Code" example="287082">The six digits of the authenticator app, or a recovery code.</param>
public sealed record SecondFactorSignInRequest(string Challenge, string Code)
{
    internal sealed class Validator : AbstractValidator<SecondFactorSignInRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Challenge).MailedTokenRules();
            RuleFor(request => request.Code).CodeRules();
        }
    }
}

internal static class CodeValidation
{
    /// <summary>Of either kind: what is none of them is wrong, not invalid.</summary>
    public static void CodeRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(50);
}
