using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The one place where passwords become hashes. PBKDF2 with HMAC-SHA512 (ASP.NET Core Identity's format 3) and
/// 220,000 rounds, as the OWASP Password Storage Cheat Sheet, section PBKDF2, asks for.
/// Half of the processors may be at it at a time, so that a flood of sign-ins leaves the other half to bookings.
/// </summary>
internal static class Passwords
{
    public const int MinimumLength = 10;
    public const int MaximumLength = 128;

    private static readonly HashingPool s_pool = new(Math.Max(1, Environment.ProcessorCount / 2));

    private static readonly object s_nobody = new();

    private static readonly PasswordHasher<object> s_hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 }));

    public static string Hash(string password) => s_hasher.HashPassword(s_nobody, password);

    public static bool Verify(string hash, string password) => Compare(hash, password) != PasswordVerificationResult.Failed;

    /// <summary>For a request: waits for its turn.</summary>
    public static Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        s_pool.RunAsync(() => Hash(password), cancellationToken);

    /// <inheritdoc cref="HashAsync"/>
    public static Task<bool> VerifyAsync(string hash, string password, CancellationToken cancellationToken) =>
        s_pool.RunAsync(() => Verify(hash, password), cancellationToken);

    /// <summary>As <see cref="VerifyAsync"/>; tells also whether the hash was made with fewer rounds than today's have.</summary>
    public static Task<PasswordVerificationResult> CompareAsync(string hash, string password, CancellationToken cancellationToken) =>
        s_pool.RunAsync(() => Compare(hash, password), cancellationToken);

    private static PasswordVerificationResult Compare(string hash, string password) =>
        s_hasher.VerifyHashedPassword(s_nobody, hash, password);
}
