using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The one place where passwords become hashes. PBKDF2 with HMAC-SHA512 (ASP.NET Core Identity's format 3) and
/// 220,000 rounds, as the OWASP Password Storage Cheat Sheet, section PBKDF2, asks for.
/// A hash takes a processor a tenth of a second. Half of the processors may be at it at a time, so that a flood of sign-ins leaves the
/// other half to bookings; the rest of the flood queues, and what would wait too long is told to come again.
/// </summary>
internal static class Passwords
{
    public const int MinimumLength = 10;
    public const int MaximumLength = 128;

    private static readonly int s_processors = Math.Max(1, Environment.ProcessorCount / 2);

    private static readonly ConcurrencyLimiter s_pool = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = s_processors,
            // About ten seconds of them.
            QueueLimit = 100 * s_processors,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    private static readonly object s_nobody = new();

    private static readonly PasswordHasher<object> s_hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 }));

    public static string Hash(string password) => s_hasher.HashPassword(s_nobody, password);

    public static bool Verify(string hash, string password) => Compare(hash, password) != PasswordVerificationResult.Failed;

    /// <summary>For a request: waits for its turn.</summary>
    public static Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => Hash(password), cancellationToken);

    /// <inheritdoc cref="HashAsync"/>
    public static Task<bool> VerifyAsync(string hash, string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => Verify(hash, password), cancellationToken);

    /// <summary>As <see cref="VerifyAsync"/>; tells also whether the hash was made with fewer rounds than today's have.</summary>
    public static Task<PasswordVerificationResult> CompareAsync(string hash, string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => Compare(hash, password), cancellationToken);

    private static PasswordVerificationResult Compare(string hash, string password) =>
        s_hasher.VerifyHashedPassword(s_nobody, hash, password);

    private static async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var turn = await s_pool.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? await Task.Run(work, cancellationToken) : throw new Refusal(ApiError.Busy);
    }
}
