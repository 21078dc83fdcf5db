using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;

namespace MovieBooking.Api.Messages;

/// <summary>How mails and tickets write times and amounts, in the reader's language.</summary>
internal static class MailFormats
{
    /// <summary>Saturday, November 28, 2026 at 7:30 PM: the cinema's clock, which is the offset of the time.</summary>
    public static string Day(DateTimeOffset time) => time.ToString(Texts.Mails["Day"], Texts.Language);

    /// <summary>Sat, Nov 28, 7:30 PM.</summary>
    public static string ShortDay(DateTimeOffset time) => time.ToString(Texts.Mails["ShortDay"], Texts.Language);

    /// <summary>New York time.</summary>
    public static string Zone(string timeZone) => Texts.Mails["Zone", timeZone.Split('/')[^1].Replace('_', ' ')];

    /// <summary>With the sign of its currency (CLDR 46), or its code where the language has none.</summary>
    public static string Money(decimal amount, Currency currency)
    {
        var number = amount.ToString($"N{currency.MinorUnits}", Texts.Language);
        var sign = Texts.Mails[$"Sign{currency.Code}"];
        return sign.ResourceNotFound || sign == currency.Code
            ? Texts.Mails["Coded", currency.Code, number]
            : Texts.Mails["Signed", sign.Value, number];
    }

    /// <summary>standard or premium, and the kind of the ticket where it is of one.</summary>
    public static string ClassAndKind(Ticket ticket)
    {
        var seatClass = Texts.Mails[Word.Of(ticket.SeatClass)].Value;
        return ticket.Kind is { } kind ? $"{seatClass}, {PlainText.OneLine(kind)}" : seatClass;
    }
}
