using FluentValidation;

namespace MovieBooking.Api.Auth;

/// <summary>A provider by which one may sign in (OpenID Connect).</summary>
/// <param name="Name" example="google">Its name in addresses.</param>
/// <param name="DisplayName" example="Google">Its name for people.</param>
public sealed record ExternalProvider(string Name, string DisplayName);

/// <summary>Where to send the browser that asked, and no other.</summary>
/// <param name="Url" example="https://accounts.google.com/o/oauth2/v2/auth?client_id=tickets&amp;response_type=code">The provider's page. It leads back to `/sign-in/{provider}` of the web app.</param>
public sealed record ExternalSignIn(string Url);

/// <summary>What the provider led back with.</summary>
/// <param name="Code" example="4/0AeanS0b">`code`.</param>
/// <param name="State" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">`state`.</param>
/// <param name="Iss" example="https://accounts.google.com">`iss`, where the provider tells it (RFC 9207).</param>
public sealed record OpenIdAnswer(string Code, string State, string? Iss = null)
{
    internal sealed class Validator : AbstractValidator<OpenIdAnswer>
    {
        public Validator()
        {
            RuleFor(request => request.Code).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(4000);
            RuleFor(request => request.State).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(100);
            RuleFor(request => request.Iss).MaximumLength(500);
        }
    }
}

/// <summary>How an account opens by way of providers.</summary>
/// <param name="HasPassword" example="true">Whether it has a password, which connecting and disconnecting take. One without sets its first with ForgetPassword.</param>
/// <param name="Logins">Those that open it, the oldest first.</param>
public sealed record ExternalLogins(bool HasPassword, IReadOnlyList<ExternalLogin> Logins);

/// <summary>A login at a provider that opens one's account.</summary>
/// <param name="Provider" example="google">The provider.</param>
/// <param name="DisplayName" example="Google">Its name for people; that in addresses, where this installation offers it no more.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">Since when.</param>
public sealed record ExternalLogin(string Provider, string DisplayName, DateTimeOffset CreatedAt);

/// <summary>What shows that it is one's own account.</summary>
/// <param name="Password" example="Passw0rd!demo">One's password.</param>
/// <param name="Code" example="287082">Where a second factor is on: the six digits of one's authenticator app, or a recovery code.</param>
public sealed record ExternalLoginProof(string Password, string? Code = null)
{
    internal sealed class Validator : AbstractValidator<ExternalLoginProof>
    {
        public Validator()
        {
            RuleFor(request => request.Password).GivenPasswordRules();
            RuleFor(request => request.Code).MaximumLength(50);
        }
    }
}
