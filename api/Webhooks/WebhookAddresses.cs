using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MovieBooking.Api.Hosting;

namespace MovieBooking.Api.Webhooks;

/// <summary>
/// Where deliveries may go, so that nobody uses this server to reach what only it can (SSRF): public addresses over https, at ports of the
/// web. Whatever else lies in <c>Webhooks:AllowedNetworks</c> (addresses or networks, separated by commas) is the operator's own
/// and may be told, too: there also over http and at any port, where the URL names the address. In Development so may this machine.
/// Where <c>Webhooks:AllowedHosts</c> lists hosts (<c>*.partner.example</c>: all below it), only these are told, and those networks.
/// </summary>
internal sealed partial class WebhookAddresses
{
    public const string Setting = "Webhooks:AllowedNetworks";
    public const string HostsSetting = "Webhooks:AllowedHosts";

    private static readonly int[] s_ports = [443, 80, 8080, 8443];

    // What of IPv4 is not for everybody (IANA's special-purpose registry, RFC 6890), with multicast and what is reserved.
    private static readonly IPNetwork[] s_closedV4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only this is for everybody; within it what carries an IPv4 address (Teredo, 6to4), and what is for documents.
    private static readonly IPNetwork s_openV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] s_closedV6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    private readonly IPNetwork[] _allowed;
    private readonly string[] _hosts;

    public WebhookAddresses(IConfiguration configuration, IHostEnvironment environment)
    {
        var separators = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        _allowed =
        [
            .. (configuration[Setting] ?? "").Split(',', separators).Select(Parse),
            .. environment.IsDevelopment() ? [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] : Array.Empty<IPNetwork>(),
        ];
        _hosts = [.. (configuration[HostsSetting] ?? "").Split(',', separators).Select(ParseHost)];
    }

    /// <summary>Why a URL is none to deliver to; null: it may be one. What its name stands for is looked at when it is connected to.</summary>
    public LocalizedString? Refuse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
        {
            return Texts.Problems["WebhookUrl"];
        }

        if (uri.UserInfo.Length > 0)
        {
            return Texts.Problems["WebhookUserInfo"];
        }

        if (Literal(uri.IdnHost) is { } address)
        {
            return IsAllowedByName(address) ? null
                : !IsPublic(address) ? Texts.Problems["WebhookPrivate"]
                : RefuseUnlessListed(uri);
        }

        return RefuseUnlessListed(uri);
    }

    /// <summary>Whether a host of this name may be told at all, as a URL names it: webhooks may be older than the list.</summary>
    public bool MayTell(string host) =>
        _hosts.Length == 0
        || (Literal(host) is { } address && IsAllowedByName(address))
        || Array.Exists(
            _hosts,
            listed =>
                listed.StartsWith("*.", StringComparison.Ordinal)
                    ? host.EndsWith(listed[1..], StringComparison.OrdinalIgnoreCase)
                    : host.Equals(listed, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether a connection to this address may be made.</summary>
    public bool MayConnect(IPAddress address) => IsPublic(address) || IsAllowedByName(address);

    private LocalizedString? RefuseUnlessListed(Uri uri) =>
        !MayTell(uri.IdnHost) ? Texts.Problems["WebhookHost"]
        : uri.Scheme != "https" ? Texts.Problems["WebhookHttps"]
        : !s_ports.Contains(uri.Port) ? Texts.Problems["WebhookPort"]
        : null;

    private bool IsAllowedByName(IPAddress address) => _allowed.Any(network => network.Contains(Plain(address)));

    private static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !s_closedV4.Any(network => network.Contains(plain))
            : s_openV6.Contains(plain) && !s_closedV6.Any(network => network.Contains(plain));
    }

    // ::ffff:127.0.0.1 is 127.0.0.1.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress? Literal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : null;

    private static IPNetwork Parse(string word) =>
        IPNetwork.TryParse(word, out var network) ? network
        : IPAddress.TryParse(word, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new StartupException($"{Setting}: `{word}` is neither an address nor a network such as 10.0.0.0/8.");

    private static string ParseHost(string word) =>
        Host().IsMatch(word)
            ? word
            : throw new StartupException($"{HostsSetting}: `{word}` is no host such as partner.example or *.partner.example, in ASCII.");

    [GeneratedRegex(@"\A(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();
}
