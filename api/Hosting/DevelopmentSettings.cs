using Microsoft.Extensions.Configuration.Memory;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Reservations;
using MovieBooking.Db.Server;

namespace MovieBooking.Api.Hosting;

/// <summary>What a source tree needs to run and nobody should have to invent.</summary>
internal static class DevelopmentSettings
{
    /// <summary>Signing keys of this copy's own, made once. Any other source of configuration overrides it.</summary>
    public static void AddDevelopmentSettings(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            return;
        }

        try
        {
            var folder = PrivateServerOptions.DefaultFolder(builder.Environment.ContentRootPath);
            SecretFile.CreateFolder(folder);
            string Key(string file) => SecretFile.ReadOrCreate(Path.Combine(folder, file));
            builder.Configuration.Sources.Insert(
                0,
                new MemoryConfigurationSource
                {
                    InitialData =
                    [
                        KeyValuePair.Create(SigningKeys.Setting, (string?)Key("signing-key")),
                        KeyValuePair.Create($"{TicketTokens.Setting}:1", (string?)Key("ticket-key")),
                    ],
                }
            );
        }
        catch (PrivateServerException exception)
        {
            // Nobody else can explain it: there is no application yet.
            Console.Error.WriteLine(exception.Message);
            Environment.Exit(1);
        }
    }
}
