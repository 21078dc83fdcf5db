using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services
            .AddSingleton<WebhookAddresses>()
            .AddSingleton<WebhookSecrets>()
            .AddSingleton<WebhookClient>()
            .AddSingleton<WebhookDelivery>()
            .AddPeriodicWork(provider =>
            {
                // At the start, where a setting that is wrong stops it.
                _ = provider.GetRequiredService<WebhookAddresses>();
                return new PeriodicWork(
                    "deliver_webhooks",
                    TimeSpan.FromSeconds(1),
                    (connection, cancellationToken) =>
                        provider.GetRequiredService<WebhookDelivery>().RunAsync(connection, cancellationToken)
                );
            });
}
