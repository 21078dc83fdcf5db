using MimeKit;
using MovieBooking.Load.Staging;

namespace MovieBooking.Tests.Support;

internal static class Mailbox
{
    /// <summary>The mails to an address, once there are so many; more come to nobody who was to get these.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> ToAsync(this MailServer server, string email, int count = 1)
    {
        IReadOnlyList<MimeMessage> Mine() => [.. server.Mails.Where(mail => mail.To.Mailboxes.Any(to => to.Address == email))];
        await Wait.UntilAsync(() => Task.FromResult(Mine().Count >= count));
        Assert.Equal(count, Mine().Count);
        return Mine();
    }
}
