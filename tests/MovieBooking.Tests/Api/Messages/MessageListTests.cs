using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What managers see of messages that did not arrive, and do about it.</summary>
[Collection(SharedApi.Mail)]
public sealed class MessageListTests(MailApi mail)
{
    private const string Messages = $"{ManagerCalls.Admin}/messages";

    private TestApi Api => mail.Api;

    [Fact]
    public async Task A_message_that_was_given_up_is_listed_with_its_reason_and_sent_again()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        using var customer = await Api.CustomerAsync();
        var pending = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));
        var email = await mail.EmailOfAsync(pending.Int("reservationId"));
        mail.Server.Unknown[email.Split('@')[0]] = true;
        await customer.ConfirmAsync(pending).JsonAsync();
        await mail.BecomeAsync(pending.Int("reservationId"), "bookingConfirmed dead");
        using var admin = await Api.AdminAsync();

        var listed = Assert.Single(await OfAsync(admin, "?pageSize=100", pending));
        listed.Has(
            "messageId",
            "kind",
            "recipient",
            "reservationId",
            "reference",
            "status",
            "createdAt",
            "attempts",
            "lastError",
            "nextAttemptAt",
            "finishedAt"
        );
        Assert.Equal(("bookingConfirmed", "dead", email), (listed.Text("kind"), listed.Text("status"), listed.Text("recipient")));
        Assert.Equal((pending.Text("reference"), 1), (listed.Text("reference"), listed.Int("attempts")));
        Assert.NotEmpty(listed.Text("lastError"));
        Assert.Empty(await OfAsync(admin, "?status=waiting&pageSize=100", pending));

        mail.Server.Unknown.Clear();
        var resend = $"{Messages}/{listed.Int("messageId")}/resend";
        Assert.Equal("waiting", (await admin.PostAsync(resend, null).JsonAsync()).Text("status"));

        Assert.Single(await mail.Server.ToAsync(email));
        await mail.BecomeAsync(pending.Int("reservationId"), "bookingConfirmed sent");
        await admin.PostAsync(resend, null).ProblemAsync(409, "message_sent");
        Assert.Single(await OfAsync(admin, "?status=sent&pageSize=100", pending));
        Assert.Equal(["updated attempts status"], await AuditedAsync(admin, listed.Int("messageId")));
    }

    [Fact]
    public async Task The_list_is_for_managers_and_refuses_what_is_none()
    {
        using var admin = await Api.AdminAsync();
        using var customer = await Api.CustomerAsync();

        await admin.GetAsync($"{Messages}?status=lost").ProblemAsync(400, "validation_failed", "status");
        await admin.GetAsync($"{Messages}?page=0").ProblemAsync(400, "validation_failed", "page");
        await admin.PostAsync($"{Messages}/999999999999/resend", null).ProblemAsync(404, "not_found");
        await customer.GetAsync(Messages).ProblemAsync(403, "forbidden");
        await customer.PostAsync($"{Messages}/1/resend", null).ProblemAsync(403, "forbidden");
        await Api.CreateClient().GetAsync(Messages).ProblemAsync(401, "unauthenticated");
    }

    private static async Task<string[]> AuditedAsync(HttpClient admin, int messageId) =>
        [
            .. (await admin.AuditAsync("message", messageId)).Select(line =>
            {
                var words = line.Split(' ');
                return string.Join(' ', [words[0], .. words[1..].Order(StringComparer.Ordinal)]);
            }),
        ];

    private static async Task<JsonElement[]> OfAsync(HttpClient admin, string query, JsonElement booking) =>
        [
            .. (await admin.GetFromJsonAsync<JsonElement>($"{Messages}{query}"))
                .Items()
                .Where(message => !message.IsNull("reservationId") && message.Int("reservationId") == booking.Int("reservationId")),
        ];
}
