using System.Globalization;
using System.Text;
using MimeKit;

namespace MovieBooking.Api.Messages;

/// <summary>To whom a mail goes.</summary>
internal sealed record MailPerson(string Name, string Email);

/// <summary>A file that comes with a mail.</summary>
internal sealed record MailFile(string Name, ContentType Type, byte[] Content);

/// <summary>Writes the mail of a message; null where there is nothing to say any more.</summary>
internal sealed class MailComposer(
    MailSettings settings,
    MailTemplates templates,
    BookingMails bookings,
    OfferMails offers,
    AccountMails accounts
)
{
    public async Task<MimeMessage?> ComposeAsync(DueMessage message, CancellationToken cancellationToken)
    {
        Texts.Speak(message.Language ?? await bookings.LanguageAsync(message.ReservationId, cancellationToken));
        return message.Kind switch
        {
            _ when message.ReservationId is { } reservationId => await bookings.FindAsync(message, reservationId, cancellationToken)
                is { } booking
                ? await ComposeAsync(message, booking.Template, booking.Person, booking.Model, booking.Files)
                : null,
            MessageKind.SeatsOffered => await offers.FindAsync(message, cancellationToken) is { } offer
                ? await ComposeAsync(message, "seats-offered", offer.Person, offer.Model)
                : null,
            _ => await accounts.FindAsync(message, cancellationToken) is { } account
                ? await ComposeAsync(message, account.Template, account.Person, account.Model)
                : null,
        };
    }

    private async Task<MimeMessage> ComposeAsync(
        DueMessage message,
        string template,
        MailPerson person,
        object model,
        params IReadOnlyList<MailFile> files
    )
    {
        var text = await templates.FillAsync(template, model);
        var body = new BodyBuilder { TextBody = text.Text, HtmlBody = text.Html };
        foreach (var file in files)
        {
            body.Attachments.Add(file.Name, file.Content, file.Type);
        }

        var mail = new MimeMessage
        {
            // The same at each attempt, so that a mailbox that gets two shows one.
            MessageId = string.Create(
                CultureInfo.InvariantCulture,
                $"{message.MessageId}.{message.CreatedAt.Ticks:x}@{settings.From.Domain}"
            ),
            Date = new DateTimeOffset(message.CreatedAt, TimeSpan.Zero),
            Subject = text.Subject,
            Body = body.ToMessageBody(),
        };
        mail.From.Add(settings.From);
        mail.To.Add(new MailboxAddress(Encoding.UTF8, PlainText.OneLine(person.Name, 100), person.Email));
        // RFC 3834: nobody's holiday answers it.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
