namespace MovieBooking.Api.Hosting;

/// <summary>
/// Settings from files, as Docker and Kubernetes hand out secrets: a folder with one file for each, named as the environment
/// variable would be (<c>Auth__SigningKey</c>).
/// </summary>
internal static class SecretFiles
{
    /// <summary>Where they lie; an environment variable, or a setting of the command line.</summary>
    public const string Setting = "Secrets:Folder";

    private const string DefaultFolder = "/run/secrets";

    /// <summary>Any other source of configuration that says something overrides them; one that is there and empty does not.</summary>
    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration[Setting];
        var folder = string.IsNullOrEmpty(configured) ? DefaultFolder : Path.GetFullPath(configured);
        try
        {
            var files = new ConfigurationBuilder().AddKeyPerFile(folder, optional: string.IsNullOrEmpty(configured)).Build();
            foreach (var (name, secret) in files.AsEnumerable().Where(setting => !string.IsNullOrEmpty(setting.Value)))
            {
                if (string.IsNullOrEmpty(builder.Configuration[name]))
                {
                    builder.Configuration[name] = secret;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody else can explain it: there is no application yet.
            Console.Error.WriteLine($"The settings in {folder} cannot be read: {exception.Message}");
            Environment.Exit(1);
        }
    }
}
