using System.Text.RegularExpressions;

namespace MovieBooking.Api.Auth;

/// <summary>An OpenID Connect provider by which people may sign in.</summary>
/// <param name="Name">In addresses and in the database: what it is called there must not become another provider's name.</param>
/// <param name="Title">On the pages.</param>
/// <param name="Authority">Its issuer, without a slash at the end.</param>
internal sealed record OpenIdProvider(string Name, string Title, Uri Authority, string ClientId, string ClientSecret, string Scopes);

/// <summary>Those of the settings <c>Auth:OpenId:Providers</c>, in their order; by themselves none.</summary>
internal sealed partial class OpenIdProviders(IConfiguration configuration)
{
    public const string DefaultScopes = "openid email profile";

    private const string Setting = "Auth:OpenId:Providers";
    private const int LongestTitle = 60;

    public IReadOnlyList<OpenIdProvider> All => [.. Sections(configuration).Select(Read)];

    /// <summary>Whether it can be a provider's, here or in the database.</summary>
    public static bool IsName(string name) => Slug().IsMatch(name);

    public OpenIdProvider? Find(string name) => All.FirstOrDefault(provider => provider.Name == name);

    /// <summary>What is wrong with the settings, each fault by the name of its setting.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var section in Sections(configuration))
        {
            var at = section.Path.Replace(":", "__");
            var name = section["Name"] ?? "";
            if (!IsName(name))
            {
                yield return $"{at}__Name is `{name}`: it must be up to 40 small letters, digits and dashes, such as google.";
            }
            else if (!names.Add(name))
            {
                yield return $"{at}__Name is `{name}`, as another provider's is.";
            }

            if (section["DisplayName"] is { Length: > LongestTitle })
            {
                yield return $"{at}__DisplayName is longer than {LongestTitle} characters.";
            }

            if (!IsAuthority(section["Authority"], environment))
            {
                yield return $"{at}__Authority is `{section["Authority"]}`: it must be the provider's issuer, for instance https://accounts.google.com (https; "
                    + "outside Production also http on this machine).";
            }

            foreach (var secret in (string[])["ClientId", "ClientSecret"])
            {
                if (string.IsNullOrWhiteSpace(section[secret]))
                {
                    yield return $"{at}__{secret} is missing: the provider gives it to whoever registers an application.";
                }
            }

            if (section["Scopes"] is { Length: > 0 } scopes && !scopes.Split(' ').Contains("openid", StringComparer.Ordinal))
            {
                yield return $"{at}__Scopes is `{scopes}`: openid must be among them, separated by blanks.";
            }
        }

        if (names.Count > 0 && environment.IsProduction() && string.IsNullOrEmpty(configuration["Site:Url"]))
        {
            yield return "Site__Url is missing: where providers lead back to, for instance https://tickets.example.org.";
        }
    }

    /// <summary>What is there and empty, as a template of settings leaves it, is none.</summary>
    private static IEnumerable<IConfigurationSection> Sections(IConfiguration configuration) =>
        configuration
            .GetSection(Setting)
            .GetChildren()
            .Where(section => section.GetChildren().Any(setting => !string.IsNullOrEmpty(setting.Value)));

    private static OpenIdProvider Read(IConfigurationSection section) =>
        new(
            section["Name"] ?? "",
            section["DisplayName"] is { Length: > 0 } title ? title : section["Name"] ?? "",
            new Uri((section["Authority"] ?? "").TrimEnd('/')),
            section["ClientId"] ?? "",
            section["ClientSecret"] ?? "",
            section["Scopes"] is { Length: > 0 } scopes ? scopes : DefaultScopes
        );

    private static bool IsAuthority(string? authority, IHostEnvironment environment) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && uri is { Query: "", Fragment: "", UserInfo: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && !environment.IsProduction()));

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Slug();
}
