using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MovieBooking.Api.Messages;

/// <summary>
/// The web app's address for links that are read elsewhere: the setting <c>Site:Url</c>, without it where this process listens.
/// </summary>
internal sealed class SiteAddress(IConfiguration configuration, IServer server)
{
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => Root + path;

    /// <summary>Without a slash at its end; null: nobody has set it.</summary>
    public string? Configured => configuration["Site:Url"] is { Length: > 0 } configured ? configured.TrimEnd('/') : null;

    private string Root =>
        Configured ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "http://localhost:5080";

    /// <summary>What is wrong with the setting; null when it can be used.</summary>
    public static string? Problem(IConfiguration configuration) =>
        configuration["Site:Url"] is not { Length: > 0 } configured
        || (Uri.TryCreate(configured, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" })
            ? null
            : $"Site__Url is `{configured}`: it must be the web app's address, for instance https://tickets.example.org.";
}
