using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Messages;

/// <summary>What the mails about an account say, for their templates.</summary>
internal sealed record AccountMail(
    string Name,
    string Link,
    int Minutes,
    string OldEmail,
    string NewEmail,
    int Bookings = 0,
    string Device = ""
);

/// <summary>Whose address is to change, and to what it has: goes with a message.</summary>
internal sealed record EmailChange(int UserId, string? NewEmail = null);

/// <summary>Who had an account, and how many bookings of shows to come: goes with the last message, when the rest is gone.</summary>
internal sealed record DeletedAccount(string Name, int Bookings);

/// <summary>
/// The mails about an account. Whether there is one with the address that somebody typed is looked up here and not when they
/// typed it, so that the answer, and the time it takes, cannot tell.
/// </summary>
internal sealed class AccountMails(MovieBookingContext db, AccountTokens tokens, SiteAddress site)
{
    public Task<(string Template, MailPerson Person, AccountMail Model)?> FindAsync(
        DueMessage message,
        CancellationToken cancellationToken
    ) =>
        message.Kind switch
        {
            MessageKind.PasswordReset => ResetAsync(message, cancellationToken),
            MessageKind.EmailChange => ChangeAsync(message, cancellationToken),
            MessageKind.EmailChanged => ChangedAsync(message, cancellationToken),
            MessageKind.PasswordChanged => OwnerAsync("password-changed", message, cancellationToken),
            MessageKind.SignInPaused => OwnerAsync("sign-in-paused", message, cancellationToken),
            MessageKind.SecondFactorOn => OwnerAsync("second-factor-on", message, cancellationToken),
            MessageKind.SecondFactorOff => OwnerAsync("second-factor-off", message, cancellationToken),
            MessageKind.SecondFactorReset => OwnerAsync("second-factor-reset", message, cancellationToken),
            MessageKind.SecondFactorPaused => OwnerAsync("second-factor-paused", message, cancellationToken),
            MessageKind.RecoveryCodesRenewed => OwnerAsync("recovery-codes-renewed", message, cancellationToken),
            MessageKind.PasskeyAdded => OwnerAsync("passkey-added", message, cancellationToken),
            MessageKind.PasskeyRemoved => OwnerAsync("passkey-removed", message, cancellationToken),
            MessageKind.ExternalLoginAdded => OwnerAsync("external-login-added", message, cancellationToken),
            MessageKind.ExternalLoginRemoved => OwnerAsync("external-login-removed", message, cancellationToken),
            MessageKind.NewDevice => NewDeviceAsync(message, cancellationToken),
            MessageKind.AccountDeleted => Task.FromResult(Deleted(message)),
            _ => throw new InvalidOperationException($"Message {message.MessageId} is about no account."),
        };

    private async Task<(string, MailPerson, AccountMail)?> ResetAsync(DueMessage message, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Email == message.Recipient && row.DeletedAt == null, cancellationToken);
        return
            user is not null
            && await tokens.IssueAsync(message, AccountTokenPurpose.PasswordReset, user.UserId, null, cancellationToken) is { } token
            ? Mail("password-reset", user.DisplayName, user.Email, Link("/reset-password", token), user.Email, "")
            : null;
    }

    /// <summary>To the new address. One that has an account is not written to: that account's owner has asked for nothing.</summary>
    private async Task<(string, MailPerson, AccountMail)?> ChangeAsync(DueMessage message, CancellationToken cancellationToken)
    {
        var (userId, email) = (Payload(message).UserId, message.Recipient!);
        var user = await db.Users.SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        return
            user is not null
            && !await db.Users.AnyAsync(row => row.Email == email, cancellationToken)
            && await tokens.IssueAsync(message, AccountTokenPurpose.EmailChange, userId, email, cancellationToken) is { } token
            ? Mail("email-change", user.DisplayName, email, Link("/confirm-email", token), user.Email, email)
            : null;
    }

    /// <summary>To the old address.</summary>
    private async Task<(string, MailPerson, AccountMail)?> ChangedAsync(DueMessage message, CancellationToken cancellationToken)
    {
        var change = Payload(message);
        var name = await db
            .Users.Where(row => row.UserId == change.UserId)
            .Select(row => row.DisplayName)
            .SingleOrDefaultAsync(cancellationToken);
        return name is null
            ? null
            : Mail("email-changed", name, message.Recipient!, site.Of("/forgot-password"), message.Recipient!, change.NewEmail ?? "");
    }

    /// <summary>Tells an account's owner of something. Of guesses it is written for every address, and sent where that has an account.</summary>
    private async Task<(string, MailPerson, AccountMail)?> OwnerAsync(
        string template,
        DueMessage message,
        CancellationToken cancellationToken
    )
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Email == message.Recipient && row.DeletedAt == null, cancellationToken);
        return user is null ? null : Mail(template, user.DisplayName, user.Email, site.Of("/forgot-password"), user.Email, "");
    }

    private async Task<(string, MailPerson, AccountMail)?> NewDeviceAsync(DueMessage message, CancellationToken cancellationToken)
    {
        var device =
            JsonSerializer.Deserialize<SignedInDevice>(message.Payload ?? "", Outbox.Json)
            ?? throw new InvalidOperationException($"Message {message.MessageId} names no device.");
        // A program that is no browser calls itself as it likes: nothing that a mail program would take for a link.
        string[] names =
        [
            .. new[] { device.App, device.System }.OfType<string>().Where(name => !name.Contains('.', StringComparison.Ordinal)),
        ];
        return await OwnerAsync("new-device", message, cancellationToken) is var (template, person, mail)
            ? (template, person, mail with { Device = names.Length == 0 ? "" : $" ({string.Join(", ", names)})" })
            : null;
    }

    private static (string, MailPerson, AccountMail)? Deleted(DueMessage message)
    {
        var account =
            JsonSerializer.Deserialize<DeletedAccount>(message.Payload ?? "", Outbox.Json)
            ?? throw new InvalidOperationException($"Message {message.MessageId} names nobody.");
        var (template, person, mail) = Mail("account-deleted", account.Name, message.Recipient!, "", message.Recipient!, "");
        return (template, person, mail with { Bookings = account.Bookings });
    }

    private static (string, MailPerson, AccountMail) Mail(
        string template,
        string name,
        string to,
        string link,
        string oldEmail,
        string newEmail
    ) =>
        (
            template,
            new MailPerson(name, to),
            new AccountMail(PlainText.OneLine(name), link, (int)AccountTokens.Lifetime.TotalMinutes, oldEmail, newEmail)
        );

    // Behind the #, which no server on the way is told.
    private string Link(string page, string token) => site.Of($"{page}#token={token}");

    private static EmailChange Payload(DueMessage message) =>
        JsonSerializer.Deserialize<EmailChange>(message.Payload ?? "", Outbox.Json)
        ?? throw new InvalidOperationException($"Message {message.MessageId} names no user.");
}
