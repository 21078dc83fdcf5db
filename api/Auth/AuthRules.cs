using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>What an e-mail address, a password and a name must be like.</summary>
internal static class AuthRules
{
    /// <summary>What <see cref="EmailAddresses"/> can store; each answer says what is in the way.</summary>
    public static void EmailAddressRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(EmailAddresses.MaximumLength)
            .Must(EmailAddresses.HasTwoParts)
            .WithMessage(_ => Texts.Problems["Email"])
            .Must(EmailAddresses.HasPlainMailbox)
            .WithMessage(_ => Texts.Problems["EmailMailbox"])
            .Must(EmailAddresses.HasShortMailbox)
            .WithMessage(_ => Texts.Problems["EmailMailboxLength"])
            .Must(EmailAddresses.HasDomain)
            .WithMessage(_ => Texts.Problems["EmailDomain"])
            .Must(email => !EmailAddresses.IsNobodys(EmailAddresses.Stored(email)))
            .WithMessage(_ => Texts.Problems["EmailNobodys"])
            .Must(email => EmailAddresses.Stored(email).Length <= EmailAddresses.MaximumLength)
            .WithMessage(_ => Texts.Problems["EmailLength", EmailAddresses.MaximumLength]);

    /// <summary>10 to 128 characters, and nothing that is guessed first; no other rules of what it must be made of.</summary>
    public static void NewPasswordRules<T>(this IRuleBuilderInitial<T, string> rule, params Func<T, PersonalText>[] personal) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull()
            .Length(Passwords.MinimumLength, Passwords.MaximumLength)
            .Must(
                (request, password, context) =>
                {
                    var weakness = NewPasswords.Weakness(password, [.. personal.Select(of => of(request))]);
                    context.MessageFormatter.AppendArgument("Weakness", weakness?.Value);
                    return weakness is null;
                }
            )
            .WithMessage("'{PropertyName}' {Weakness}");

    /// <summary>A password to compare: short ones are wrong, not invalid; longer ones than can be set are not worth hashing.</summary>
    public static void GivenPasswordRules<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop).NotNull().Length(1, Passwords.MaximumLength);

    public static void DisplayNameRules<T>(this IRuleBuilderInitial<T, string> rule) => rule.NameRules(100);
}
