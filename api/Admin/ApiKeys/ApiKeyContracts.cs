using FluentValidation;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.ApiKeys;

/// <summary>A cinema that a key is for.</summary>
/// <param name="CinemaId" example="1">The cinema.</param>
/// <param name="Name" example="Grand Meridian">Its name.</param>
public sealed record ApiKeyCinema(int CinemaId, string Name);

/// <summary>A key of another company's program. The key itself is told once, when it is made.</summary>
/// <param name="KeyId" example="3">Its number.</param>
/// <param name="Name" example="Box office partner">What it is called.</param>
/// <param name="Prefix" example="mbk_7Qm2Xc9L">How it begins.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Cinemas">The cinemas that it is for; empty: all.</param>
/// <param name="CreatedAt" example="2026-11-22T12:00:00Z">When it was made.</param>
/// <param name="ExpiresAt" example="2027-11-22T12:00:00Z">Until when it is good; null: until it is revoked.</param>
/// <param name="RevokedAt">When it was revoked; null: it was not.</param>
/// <param name="LastUsedAt" example="2026-11-23T09:30:00Z">When it was last used, to the minute; null: never.</param>
public sealed record ApiKey(
    int KeyId,
    string Name,
    string Prefix,
    IReadOnlyList<ApiKeyScope> Scopes,
    IReadOnlyList<ApiKeyCinema> Cinemas,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>A key that was just made.</summary>
/// <param name="Secret" example="mbk_…">The key, to be sent as `Authorization: Bearer`. Nobody can read it again.</param>
/// <param name="ApiKey">What is kept of it.</param>
public sealed record NewApiKey(string Secret, ApiKey ApiKey);

/// <summary>A key to make.</summary>
/// <param name="Name" example="Box office partner">What to call it: who uses it, and for what.</param>
/// <param name="Scopes" example="[&quot;movies:read&quot;, &quot;bookings:read&quot;, &quot;bookings:write&quot;]">What it may do.</param>
/// <param name="CinemaIds" example="[1]">The cinemas that it books for and learns of; none: all.</param>
/// <param name="ExpiresAt" example="2027-11-22T12:00:00Z">Until when it is good; null: until it is revoked.</param>
public sealed record CreateApiKeyRequest(
    string Name,
    IReadOnlyList<ApiKeyScope> Scopes,
    IReadOnlyList<int>? CinemaIds,
    DateTimeOffset? ExpiresAt
)
{
    internal sealed class Validator : AbstractValidator<CreateApiKeyRequest>
    {
        private const int MostCinemas = 100;

        public Validator()
        {
            RuleFor(request => request.Name).NameRules(60);
            RuleFor(request => request.Scopes).NotEmpty();
            RuleForEach(request => request.CinemaIds).GreaterThan(0);
            RuleFor(request => request.CinemaIds)
                .Must(ids => ids is null || ids.Count <= MostCinemas)
                .WithMessage(_ => Texts.Problems["TooManyCinemas", MostCinemas]);
        }
    }
}
