using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Messages;

internal static class MessageRegistration
{
    // Of what rings, in this process, nothing waits so long.
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddMessages(this IServiceCollection services) =>
        services
            .AddSingleton<MailSettings>()
            .AddSingleton<MailTemplates>()
            .AddSingleton<SiteAddress>()
            .AddSingleton<Outbox>()
            .AddSingleton<MessageDelivery>()
            .AddScoped<MailComposer>()
            .AddScoped<BookingMails>()
            .AddScoped<OfferMails>()
            .AddScoped<AccountMails>()
            .AddHostedService<MailNotice>()
            .AddPeriodicWork("purge_outbox", TimeSpan.FromHours(1), "CALL sp_purge_outbox()")
            .AddPeriodicWork(provider => new PeriodicWork(
                "send_messages",
                s_every,
                (connection, cancellationToken) => provider.GetRequiredService<MessageDelivery>().RunAsync(connection, cancellationToken)
            )
            {
                IsOn = provider.GetRequiredService<Outbox>().IsOn,
                Bell = provider.GetRequiredService<Outbox>().Bell,
            });
}

/// <summary>Says once, at the start, where mails go.</summary>
internal sealed partial class MailNotice(MailSettings settings, ILogger<MailNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Host is { } host)
        {
            LogServer(host, settings.Port);
        }
        else if (settings.Folder is { } folder)
        {
            LogFolder(folder);
        }
        else
        {
            LogNowhere();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Mails go to {Host}, port {Port}.")]
    private partial void LogServer(string host, int port);

    [LoggerMessage(LogLevel.Information, "Mails are written to {Folder}; see /dev/mail.")]
    private partial void LogFolder(string folder);

    [LoggerMessage(
        LogLevel.Information,
        "No mail is sent, nor written for later: Mail__Host is not set. Bookings, cancellations and moved shows are told by the pages alone."
    )]
    private partial void LogNowhere();
}
