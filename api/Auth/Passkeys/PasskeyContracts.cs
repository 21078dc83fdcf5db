using System.Buffers.Text;
using FluentValidation;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>A passkey of one's own.</summary>
/// <param name="PasskeyId" example="7">Its id.</param>
/// <param name="Name" example="My phone">What its owner calls it.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was added.</param>
/// <param name="LastUsedAt" example="2026-11-29T18:00:00Z">When it last signed in; null: never.</param>
public sealed record Passkey(int PasskeyId, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>What a browser needs to sign in with a passkey (`navigator.credentials.get`). Any passkey of this site may answer.</summary>
/// <param name="Challenge" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">What is to be signed, in base64url; good once, for five minutes.</param>
/// <param name="RpId" example="tickets.example.org">The site that passkeys are for.</param>
/// <param name="Timeout" example="300000">In milliseconds.</param>
/// <param name="UserVerification" example="required">Always required: a fingerprint, a face or a PIN is the other factor.</param>
public sealed record PasskeySignInOptions(string Challenge, string RpId, int Timeout, string UserVerification);

/// <summary>What a browser needs to make a passkey (`navigator.credentials.create`), besides that attestation is none and a resident key is required.</summary>
/// <param name="Challenge" example="m5Xk0Zc1s8V3yqJt7R2hPwUu4LbN9eDfGaKiQoTxWvY">What is to be signed, in base64url; good once, for five minutes, in this session.</param>
/// <param name="RpId" example="tickets.example.org">The site that the passkey is for.</param>
/// <param name="RpName" example="MovieBooking">Its name.</param>
/// <param name="UserHandle" example="AAAAAg">One's account, in base64url.</param>
/// <param name="UserName" example="user@example.com">One's address.</param>
/// <param name="DisplayName" example="Robin Vale">One's name.</param>
/// <param name="Algorithms" example="[-7, -8, -257]">Signatures that are taken (COSE), the best first.</param>
/// <param name="Timeout" example="300000">In milliseconds.</param>
/// <param name="UserVerification" example="required">Always required.</param>
/// <param name="ExcludedCredentials" example="[&quot;Ym9vaw&quot;]">The passkeys of the account, in base64url: what has one of them makes no other.</param>
public sealed record NewPasskeyOptions(
    string Challenge,
    string RpId,
    string RpName,
    string UserHandle,
    string UserName,
    string DisplayName,
    IReadOnlyList<int> Algorithms,
    int Timeout,
    string UserVerification,
    IReadOnlyList<string> ExcludedCredentials
);

/// <summary>What shows that it is one's own account.</summary>
/// <param name="Password" example="Passw0rd!demo">One's password.</param>
/// <param name="Code" example="287082">Where a second factor is on: the six digits of one's authenticator app, or a recovery code.</param>
public sealed record PasskeyProof(string Password, string? Code = null)
{
    internal sealed class Validator : AbstractValidator<PasskeyProof>
    {
        public Validator()
        {
            RuleFor(request => request.Password).GivenPasswordRules();
            RuleFor(request => request.Code).MaximumLength(50);
        }
    }
}

/// <summary>What a passkey is called.</summary>
/// <param name="Name" example="My phone">1 to 60 characters.</param>
public sealed record PasskeyName(string Name)
{
    internal sealed class Validator : AbstractValidator<PasskeyName>
    {
        public Validator() => RuleFor(request => request.Name).NameRules(PasskeyValidation.NameLength);
    }
}

/// <summary>A passkey that a browser has made; everything binary in base64url.</summary>
/// <param name="Name" example="My phone">1 to 60 characters.</param>
/// <param name="CredentialId" example="Ym9vaw">Its id.</param>
/// <param name="ClientData" example="eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0">`response.clientDataJSON`.</param>
/// <param name="AttestationObject" example="o2NmbXRkbm9uZQ">`response.attestationObject`.</param>
public sealed record NewPasskey(string Name, string CredentialId, string ClientData, string AttestationObject)
{
    internal sealed class Validator : AbstractValidator<NewPasskey>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NameRules(PasskeyValidation.NameLength);
            RuleFor(request => request.CredentialId).Base64UrlRules(1400);
            RuleFor(request => request.ClientData).Base64UrlRules(4000);
            RuleFor(request => request.AttestationObject).Base64UrlRules(16000);
        }
    }
}

/// <summary>What a passkey has signed; everything in base64url.</summary>
/// <param name="CredentialId" example="Ym9vaw">Which passkey.</param>
/// <param name="ClientData" example="eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0">`response.clientDataJSON`.</param>
/// <param name="AuthenticatorData" example="SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ">`response.authenticatorData`.</param>
/// <param name="Signature" example="MEUCIQ">`response.signature`.</param>
/// <param name="UserHandle" example="AAAAAg">`response.userHandle`.</param>
public sealed record PasskeySignInRequest(
    string CredentialId,
    string ClientData,
    string AuthenticatorData,
    string Signature,
    string UserHandle
)
{
    internal sealed class Validator : AbstractValidator<PasskeySignInRequest>
    {
        public Validator()
        {
            RuleFor(request => request.CredentialId).Base64UrlRules(1400);
            RuleFor(request => request.ClientData).Base64UrlRules(4000);
            RuleFor(request => request.AuthenticatorData).Base64UrlRules(4000);
            RuleFor(request => request.Signature).Base64UrlRules(2000);
            RuleFor(request => request.UserHandle).Base64UrlRules(100);
        }
    }
}

internal static class PasskeyValidation
{
    public const int NameLength = 60;

    public static void Base64UrlRules<T>(this IRuleBuilderInitial<T, string> rule, int maximum) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .MaximumLength(maximum)
            .Must(text => Base64Url.IsValid(text))
            .WithMessage(_ => Texts.Problems["Base64Url"]);
}
