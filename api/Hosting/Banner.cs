using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MovieBooking.Api.Messages;
using MovieBooking.Db.Demo;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Says on one screen, once requests are answered, what was set up and where to click.</summary>
internal sealed class Banner(
    IServer server,
    IConfiguration configuration,
    DatabaseStartup database,
    MailSettings mail,
    IHostApplicationLifetime lifetime
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            {
                Console.WriteLine(Text(address.TrimEnd('/')));
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Text(string address)
    {
        var logins = database.HasDemo
            ? DemoLogins.All.Select(login => $"{login.Email} / {login.Password}")
            : ["none: this database is not the demo's"];
        return $"""

              MovieBooking is running. Ctrl+C stops it.

                Web app     {address}/
                Swagger UI  {address}/swagger
                Mails       {(mail.Folder is null ? mail.Host : $"{address}/dev/mail")}
                Database    {WhichDatabase()}
                Demo login  {string.Join("\n                ", logins)}

            """;
    }

    private string WhichDatabase()
    {
        if (database.Server is { } own)
        {
            return $"{own.Name} of this copy, data in {own.DataFolder}";
        }

        var configured = configuration.GetConnectionString("MovieBooking") ?? "";
        return $"{new MySqlConnectionStringBuilder(configured).Server}, as ConnectionStrings:MovieBooking says";
    }
}
