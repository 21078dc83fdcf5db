using FluentValidation;

namespace MovieBooking.Api.Auth;

/// <summary>
/// What a person may do: a customer books; staff also keep door and box office of given cinemas; a manager runs given cinemas; an admin runs all of it.
/// </summary>
public enum UserRole
{
    Admin,
    Customer,
    Staff,
    Manager,
}

/// <summary>A person who signs in.</summary>
/// <param name="UserId" example="2">Their id.</param>
/// <param name="Email" example="user@example.com">Their e-mail address, in lower case, its domain in ASCII form.</param>
/// <param name="DisplayName" example="Robin Vale">What to call them.</param>
/// <param name="Role" example="customer">What they may do.</param>
public sealed record User(int UserId, string Email, string DisplayName, UserRole Role);

/// <summary>A signed-in session.</summary>
/// <param name="AccessToken" example="eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl">Send it as `Authorization: Bearer …`. It lasts 15 minutes.</param>
/// <param name="ExpiresAt" example="2026-11-22T12:15:00Z">When the access token ends.</param>
/// <param name="RefreshToken" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">Good for one Refresh within 30 days; null when it is kept in the cookie.</param>
/// <param name="User">Who is signed in.</param>
/// <param name="SecondFactorNeeded" example="false">Whether the access token opens one's own account alone, until a second factor is set up (SetUpSecondFactor).</param>
public sealed record Session(string AccessToken, DateTime ExpiresAt, string? RefreshToken, User User, bool SecondFactorNeeded);

/// <summary>A new customer.</summary>
/// <param name="Email" example="robin@example.com">The e-mail address to sign in with: ASCII before the @, any domain after it, which is stored in its ASCII form.</param>
/// <param name="Password" example="a-long-passphrase">10 to 128 characters; none of the most common, no short pattern repeated, without your address, your name or this product's.</param>
/// <param name="DisplayName" example="Robin Vale">What to call you, 1 to 100 characters.</param>
public sealed record RegisterRequest(string Email, string Password, string DisplayName)
{
    internal sealed class Validator : AbstractValidator<RegisterRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email).EmailAddressRules();
            RuleFor(request => request.Password)
                .NewPasswordRules(request => PersonalText.Email(request.Email), request => PersonalText.Name(request.DisplayName));
            RuleFor(request => request.DisplayName).DisplayNameRules();
        }
    }
}

/// <summary>A customer's e-mail address and password.</summary>
/// <param name="Email" example="user@example.com">The e-mail address.</param>
/// <param name="Password" example="Passw0rd!demo">The password.</param>
public sealed record LoginRequest(string Email, string Password)
{
    internal sealed class Validator : AbstractValidator<LoginRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email).EmailAddressRules();
            RuleFor(request => request.Password).GivenPasswordRules();
        }
    }
}

/// <summary>An admin's or a manager's e-mail address and password.</summary>
/// <param name="Email" example="admin@example.com">The e-mail address.</param>
/// <param name="Password" example="Adm1n!demo">The password.</param>
public sealed record AdminLoginRequest(string Email, string Password)
{
    internal sealed class Validator : AbstractValidator<AdminLoginRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email).EmailAddressRules();
            RuleFor(request => request.Password).GivenPasswordRules();
        }
    }
}

/// <summary>The refresh token of a session; leave it out where the cookie has it.</summary>
/// <param name="RefreshToken" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">The newest refresh token of the session.</param>
public sealed record RefreshRequest(string? RefreshToken)
{
    internal sealed class Validator : AbstractValidator<RefreshRequest>
    {
        public Validator() => RuleFor(request => request.RefreshToken).MaximumLength(200);
    }
}

/// <summary>A change of one's profile.</summary>
/// <param name="DisplayName" example="Robin Vale">What to call you, 1 to 100 characters.</param>
public sealed record UpdateProfileRequest(string DisplayName)
{
    internal sealed class Validator : AbstractValidator<UpdateProfileRequest>
    {
        public Validator() => RuleFor(request => request.DisplayName).DisplayNameRules();
    }
}

/// <summary>A change of one's password.</summary>
/// <param name="CurrentPassword" example="Passw0rd!demo">The password until now.</param>
/// <param name="NewPassword" example="another-long-passphrase">The password from now on, by the rules of Register.</param>
public sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword)
{
    internal sealed class Validator : AbstractValidator<ChangePasswordRequest>
    {
        public Validator()
        {
            RuleFor(request => request.CurrentPassword).GivenPasswordRules();
            RuleFor(request => request.NewPassword).NewPasswordRules();
        }
    }
}
