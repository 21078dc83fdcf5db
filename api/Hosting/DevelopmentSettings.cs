using Microsoft.Extensions.Configuration.Memory;
using MovieBooking.Db.Server;

namespace MovieBooking.Api.Hosting;

/// <summary>What a source tree needs to run and nobody should have to invent.</summary>
internal static class DevelopmentSettings
{
    /// <summary>A signing key of this copy's own, made once. Any other source of configuration overrides it.</summary>
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
            var key = SecretFile.ReadOrCreate(Path.Combine(folder, "signing-key"));
            builder.Configuration.Sources.Insert(
                0,
                new MemoryConfigurationSource { InitialData = [KeyValuePair.Create(ProductionSettings.SigningKey, (string?)key)] }
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
