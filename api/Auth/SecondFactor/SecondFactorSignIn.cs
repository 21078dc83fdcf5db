using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The second half of a sign-in. Wrong codes are counted for the account, apart from wrong passwords: a right password ends no pause of
/// these, nor does a new one by mail, since whoever guesses codes has the password or the mailbox.
/// </summary>
internal sealed class SecondFactorSignIn(
    MovieBookingContext db,
    TokenFamilies families,
    Sessions sessions,
    SecondFactors factors,
    SignInChallenges challenges,
    SignInPauses pauses,
    SignInNote note
)
{
    /// <summary>Null: the code is wrong. Refuses a challenge that is none, and (45018) during a pause.</summary>
    public async Task<OpenedSession?> FinishAsync(SecondFactorSignInRequest request, Device device, CancellationToken cancellationToken)
    {
        if (await challenges.FindAsync(request.Challenge, cancellationToken) is not { } userId)
        {
            throw new Refusal(ApiError.InvalidChallenge);
        }

        note.UserId = userId;
        var known = await db.Users.AsNoTracking().SingleAsync(user => user.UserId == userId, cancellationToken);
        var attempt = pauses.CodeAttempt(known, device.Token);
        await pauses.RequireAsync(attempt, cancellationToken);
        await using (var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken))
        {
            var own = (MySqlTransaction)transaction.GetDbTransaction();
            var user = await families.LockUserAsync(userId, cancellationToken);
            if (user is null || !await challenges.TryAsync(own, request.Challenge, cancellationToken))
            {
                throw new Refusal(ApiError.InvalidChallenge);
            }

            if (await factors.UseAsync(own, userId, request.Code, cancellationToken))
            {
                await SignInChallenges.UseAsync(own, request.Challenge, cancellationToken);
                await SignInPauses.PassAsync(own, attempt, cancellationToken);
                var session = await sessions.StartAsync(user, device, passkeyId: null, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return session;
            }

            // The try counts.
            await transaction.CommitAsync(cancellationToken);
        }

        await pauses.ChargeAsync(attempt, cancellationToken);
        return null;
    }
}
