using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Auth;

namespace MovieBooking.Load.Staging;

/// <summary>Access tokens as the API mints them, with its key: signing in would spend the run on password hashes.</summary>
internal sealed class Tokens(string signingKey)
{
    public const string SigningKeySetting = "Auth__SigningKey";

    private readonly AccessTokens _tokens = new(
        new SigningKeys(
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(SigningKeys.Setting, (string?)signingKey)]).Build()
        ),
        TimeProvider.System
    );

    public (string Token, DateTime ExpiresAt) Mint(int userId, UserRole role = UserRole.Customer) =>
        _tokens.Mint(new User(userId, Seed.Email(userId), "Load Customer", role), Seed.SessionId(userId));
}
