using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What managers read and settle afterwards, and what programs of others are told.</summary>
internal static class OfficeExamples
{
    private static readonly (string, object) s_two = ("pageSize", 2);

    public static async Task RecordAsync(ExampleScene scene)
    {
        await ReportsAsync(scene);
        await RefundsAsync(scene);
        await PeopleAsync(scene);
        await ProgramsAsync(scene);
        await scene.AskAsync(scene.Admin, "ListAuditLog", s_two);
    }

    private static async Task ReportsAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        await scene.Api.Database.ExecuteAsync("CALL sp_settle_sales()");
        (string, object)[] days = [("from", $"{Given.Today.AddDays(-7):yyyy-MM-dd}"), ("to", $"{Given.Today:yyyy-MM-dd}")];
        await scene.AskAsync(admin, "GetAnalytics", days);
        await scene.AskAsync(admin, "GetSalesByChannel", days);
        await scene.AskAsync(admin, "GetTopMovies", ("limit", 2));
        await scene.AskAsync(admin, "GetShowSales", ("date", $"{Given.Today.AddDays(-2):yyyy-MM-dd}"));
        await scene.AskAsync(admin, "GetAdmissionsReport", [.. days, ("cinemaId", things["cinemaId"])]);
        await scene.AskAsync(admin, "ListTills", s_two);
        await scene.AskAsync(admin, "ListVouchers", s_two);
        await scene.AskAsync(admin, "ListVoucherUses", s_two);
        await scene.AskAsync(admin, "ListGiftCards", s_two);
        await scene.AskAsync(admin, "ListGiftCardUses", s_two);
    }

    private static async Task RefundsAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        await scene.AskAsync(admin, "FindReservations", ("q", things["reference"]));
        await scene.AskAsync(admin, "GetAnyReservation");
        things["refundId"] = await scene.Api.RefundAsync((int)things["reservationId"]);
        await scene.AskAsync(admin, "ListRefunds", s_two);
        await scene.AskAsync(admin, "ResendRefund");
    }

    private static async Task PeopleAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        await scene.Api.Database.ExecuteAsync("UPDATE outbox SET status = 'dead' ORDER BY message_id LIMIT 1");
        var messages = await scene.AskAsync(admin, "ListMessages", ("status", "dead"), s_two);
        await scene.AskAsync(admin, "ResendMessage", ("messageId", messages.Items()[0].Int("messageId")));
    }

    private static async Task ProgramsAsync(ExampleScene scene)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        var key = await scene.AskAsync(admin, "CreateApiKey", ("scopes", KeyCalls.All));
        await scene.AskAsync(admin, "ListApiKeys", s_two);
        var webhook = await scene.AskAsync(admin, "CreateWebhook", ("keyId", key.GetProperty("apiKey").Int("keyId")));
        var webhookId = webhook.GetProperty("webhook").Int("webhookId");
        things["webhookId"] = webhookId;
        await scene.AskAsync(admin, "ListWebhooks", s_two);
        await scene.AskAsync(admin, "ChangeWebhookSecret");
        things["deliveryId"] = await scene.Api.Database.DeliveryAsync(webhookId);
        await scene.AskAsync(admin, "ListWebhookDeliveries", s_two);
        await scene.AskAsync(admin, "GetWebhookDelivery");
        await scene.AskAsync(admin, "ReplayWebhookDelivery");
        using var program = scene.Api.WithToken(key.Text("secret"));
        await scene.AskAsync(program, "ListEvents", ("limit", 2));
    }
}
