using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Http;

/// <summary>
/// Behind a reverse proxy the caller is whom the proxy names in X-Forwarded-For, and the scheme is the one of
/// X-Forwarded-Proto: rate limits and Secure cookies depend on them. Anybody can send these headers, so they are read from
/// the right, an entry only as long as the address it came from is one of <c>Proxy:KnownNetworks</c> (addresses or CIDR
/// networks, separated by commas). Without that setting they are ignored.
/// </summary>
internal static class ProxyHeaders
{
    private const string KnownNetworks = "Proxy:KnownNetworks";

    public static WebApplicationBuilder AddProxyHeaders(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(Configure);
        return builder;
    }

    /// <summary>First in the pipeline: everything after it asks who calls.</summary>
    public static WebApplication UseProxyHeaders(this WebApplication app)
    {
        // With no network at all the middleware would believe everybody.
        if (app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.KnownIPNetworks.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        return app;
    }

    private static void Configure(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // As many proxies in a row as are known.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var separators = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var word in (configuration[KnownNetworks] ?? "").Split(',', separators))
        {
            options.KnownIPNetworks.Add(Parse(word));
        }
    }

    private static System.Net.IPNetwork Parse(string word)
    {
        if (System.Net.IPNetwork.TryParse(word, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(word, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartupException($"{KnownNetworks}: `{word}` is neither an address nor a network such as 10.0.0.0/8.");
    }
}
