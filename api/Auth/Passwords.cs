using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The one place where passwords become hashes. PBKDF2 with HMAC-SHA512 (ASP.NET Core Identity's format 3) and
/// 210,000 rounds, as the OWASP Password Storage Cheat Sheet, section PBKDF2, asks for.
/// </summary>
internal static class Passwords
{
    public const int MinimumLength = 10;
    public const int MaximumLength = 128;

    private static readonly object s_nobody = new();

    private static readonly PasswordHasher<object> s_hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    public static string Hash(string password) => s_hasher.HashPassword(s_nobody, password);

    public static bool Verify(string hash, string password) =>
        s_hasher.VerifyHashedPassword(s_nobody, hash, password) != PasswordVerificationResult.Failed;
}
