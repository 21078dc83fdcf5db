using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;

namespace MovieBooking.Api.Auth;

/// <summary>What goes by way of somebody's mailbox: a new password without the old one, and another address.</summary>
internal sealed class AccountRecovery(
    MovieBookingContext db,
    BookingTransaction transactions,
    AccountTokens tokens,
    SignInPauses pauses,
    SignInNote note,
    Outbox outbox
)
{
    /// <summary>Asks for a mail; whether there is an account, nobody looks here.</summary>
    public Task AskForResetAsync(string email, CancellationToken cancellationToken) =>
        WriteAsync(new OutgoingMessage(MessageKind.PasswordReset, Recipient: EmailAddresses.Stored(email)), cancellationToken);

    /// <summary>
    /// Whether an account's address may be somebody else's who knows nothing of it; then a mail is sent that only the mailbox's owner can
    /// use, and that ends the sessions of whoever registered it. Where no mails are sent nobody can prove anything.
    /// </summary>
    public async Task<bool> AskForProofAsync(string email, CancellationToken cancellationToken)
    {
        var (stored, admin) = (EmailAddresses.Stored(email), Word.Of(UserRole.Admin));
        if (
            !outbox.IsOn
            || !await db.Users.AnyAsync(
                user => user.Email == stored && user.DeletedAt == null && user.Role != admin && user.EmailProvedAt == null,
                cancellationToken
            )
        )
        {
            return false;
        }

        await AskForResetAsync(stored, cancellationToken);
        return true;
    }

    /// <summary>Sets a new password and ends all of the user's sessions, or says what is wrong.</summary>
    public async Task ResetAsync(ResetPasswordRequest request, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(request.Token, AccountTokenPurpose.PasswordReset, cancellationToken) is not var (userId, _))
        {
            throw new Refusal(ApiError.InvalidToken);
        }

        note.UserId = userId;
        var known = await db.Users.SingleAsync(user => user.UserId == userId, cancellationToken);
        // The rest of what makes it a good one is looked at before: this alone needs to know who chooses it.
        if (NewPasswords.Weakness(request.Password, PersonalText.Email(known.Email), PersonalText.Name(known.DisplayName)) is { } weakness)
        {
            throw new Refusal(Problems.Invalid("password", Texts.Problems["FieldRule", "password", weakness]));
        }

        var changed = await Passwords.HashAsync(request.Password, cancellationToken);
        await transactions.RunAsync(
            async transaction =>
            {
                var email = await LockUserAsync(transaction, userId, cancellationToken);
                // Who registered an address that nobody had shown to be theirs keeps no way in when its owner takes the account back.
                await transaction.ExecuteAsync(
                    """
                    DELETE FROM external_logins
                    WHERE user_id = @user_id
                        AND EXISTS (SELECT 1 FROM users WHERE users.user_id = @user_id AND users.email_proved_at IS NULL)
                    """,
                    cancellationToken,
                    ("@user_id", userId)
                );
                if (!await AccountTokens.UseAsync(transaction, request.Token, AccountTokenPurpose.PasswordReset, userId, cancellationToken))
                {
                    throw new Refusal(ApiError.InvalidToken);
                }

                await transaction.ExecuteAsync(
                    "UPDATE users SET password_hash = @hash WHERE user_id = @user_id",
                    cancellationToken,
                    ("@hash", changed),
                    ("@user_id", userId)
                );
                await pauses.ForgetAsync(transaction, userId, cancellationToken);
                await outbox.WriteAsync(transaction, [new(MessageKind.PasswordChanged, Recipient: email)], cancellationToken);
                return await transaction.ExecuteAsync(
                    "UPDATE refresh_tokens SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = @user_id AND revoked_at IS NULL",
                    cancellationToken,
                    ("@user_id", userId)
                );
            },
            cancellationToken
        );
        outbox.Ring();
    }

    /// <summary>Asks for a mail to the new address. False: the password is another.</summary>
    public async Task<bool> AskForChangeAsync(int userId, ChangeEmailRequest request, CancellationToken cancellationToken)
    {
        var known = await db
            .Users.Where(user => user.UserId == userId)
            .Select(user => new { user.PasswordHash, user.Email })
            .SingleOrDefaultAsync(cancellationToken);
        if (known is null || !await pauses.IsOwnAsync(userId, known.Email, known.PasswordHash, request.Password, cancellationToken))
        {
            return false;
        }

        var email = EmailAddresses.Stored(request.Email);
        await WriteAsync(new(MessageKind.EmailChange, Recipient: email, Payload: new EmailChange(userId)), cancellationToken);
        return true;
    }

    /// <summary>Makes the address that a token confirms the account's, and tells the old one.</summary>
    public async Task ConfirmChangeAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(token, AccountTokenPurpose.EmailChange, cancellationToken) is not var (userId, newEmail))
        {
            throw new Refusal(ApiError.InvalidToken);
        }

        note.UserId = userId;

        try
        {
            await transactions.RunAsync(
                async transaction =>
                {
                    var oldEmail = await LockUserAsync(transaction, userId, cancellationToken);
                    if (!await AccountTokens.UseAsync(transaction, token, AccountTokenPurpose.EmailChange, userId, cancellationToken))
                    {
                        throw new Refusal(ApiError.InvalidToken);
                    }

                    await transaction.ExecuteAsync(
                        "UPDATE users SET email = @email WHERE user_id = @user_id",
                        cancellationToken,
                        ("@email", newEmail),
                        ("@user_id", userId)
                    );
                    var notice = new OutgoingMessage(
                        MessageKind.EmailChanged,
                        Recipient: oldEmail,
                        Payload: new EmailChange(userId, newEmail)
                    );
                    await outbox.WriteAsync(transaction, [notice], cancellationToken);
                    return userId;
                },
                cancellationToken
            );
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            // Somebody registered it since the mail: uk_user_email. The token is as good as before.
            throw new Refusal(ApiError.EmailTaken);
        }

        outbox.Ring();
    }

    private async Task WriteAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!outbox.IsOn)
        {
            throw new Refusal(ApiError.NoMail);
        }

        await transactions.RunAsync(
            async transaction =>
            {
                await outbox.WriteAsync(transaction, [message], cancellationToken);
                return message;
            },
            cancellationToken
        );
        outbox.Ring();
    }

    /// <summary>Whoever starts or ends sessions queues here; see <see cref="Sessions"/>. The answer is the address.</summary>
    private static async Task<string> LockUserAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                "SELECT email FROM users WHERE user_id = @user_id FOR UPDATE",
                row => row.GetString(0),
                cancellationToken,
                ("@user_id", userId)
            )
        ).Single();
}
