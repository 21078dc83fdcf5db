using System.Globalization;
using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.People;

/// <summary>Whose second factor is to be taken away.</summary>
/// <param name="Email" example="sam@example.com">The address of the account.</param>
public sealed record ResetSecondFactorRequest(string Email)
{
    internal sealed class Validator : AbstractValidator<ResetSecondFactorRequest>
    {
        public Validator() => RuleFor(request => request.Email).EmailAddressRules();
    }
}

/// <summary>For whoever has lost both the phone and the recovery codes.</summary>
internal static class SecondFactorResets
{
    public static RouteGroupBuilder MapSecondFactorResets(this RouteGroupBuilder admin)
    {
        admin
            .MapPost("/second-factor/reset", ResetSecondFactor)
            .WithTags("Admin: people")
            .AdminsOnly()
            .WithErrors(ApiError.NotFound, ApiError.NoSecondFactor);
        return admin;
    }

    /// <summary>Takes the second factor and the passkeys off another's account, whose sessions end.</summary>
    /// <remarks>
    /// Admins only. Its owner is told by mail, signs in with the password alone, and sets up another one, at once where it is required.
    /// Make sure that it is they who ask. 404 `not_found` where no account has the address, 409 `no_second_factor` where it has none. One's own is
    /// switched off with a code, and refused here.
    /// </remarks>
    private static async Task<NoContent> ResetSecondFactor(
        ResetSecondFactorRequest request,
        ClaimsPrincipal caller,
        BookingTransaction transactions,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        await transactions.RunAsync(
            transaction => ResetAsync(transaction, EmailAddresses.Stored(request.Email), AuditActor.Of(caller), outbox, cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<int> ResetAsync(
        MySqlTransaction transaction,
        string email,
        AuditActor actor,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        var users = await transaction.QueryAsync(
            "SELECT user_id FROM users WHERE email = @email AND deleted_at IS NULL FOR UPDATE",
            row => row.GetInt32(0),
            cancellationToken,
            ("@email", email)
        );
        if (users is not [var userId])
        {
            throw new Refusal(ApiError.NotFound, Texts.Problems["NoAccountYet"]);
        }

        if (userId == actor.UserId)
        {
            throw new Refusal(Problems.Invalid("email", Texts.Problems["OwnSecondFactor"]));
        }

        await using var passkeys = transaction.Command("DELETE FROM passkeys WHERE user_id = @user_id", ("@user_id", userId));
        var removed = await passkeys.ExecuteNonQueryAsync(cancellationToken);
        if (removed == 0 && !await SecondFactors.IsOnAsync(transaction, userId, cancellationToken))
        {
            throw new Refusal(ApiError.NoSecondFactor);
        }

        await SecondFactors.RemoveAsync(transaction, userId, cancellationToken);
        await PasskeyChallenges.VoidAsync(transaction, userId, cancellationToken);
        await transaction.ExecuteAsync(
            "UPDATE refresh_tokens SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = @user_id AND revoked_at IS NULL",
            cancellationToken,
            ("@user_id", userId)
        );
        // By number: the log names nobody whose account may be deleted.
        var id = userId.ToString(CultureInfo.InvariantCulture);
        await transaction.AuditAsync(actor, new AuditRecord(AuditAction.Deleted, AuditEntity.SecondFactor, id, []), cancellationToken);
        await outbox.WriteAsync(transaction, [new(MessageKind.SecondFactorReset, Recipient: email)], cancellationToken);
        return userId;
    }
}
