using System.Net;
using System.Net.Sockets;

namespace MovieBooking.Api.Http;

/// <summary>From where somebody calls, as it is limited: what <see cref="ProxyHeaders"/> made of it.</summary>
internal static class CallerAddress
{
    /// <summary>An IPv6 customer has a whole /64, so that is what counts as one.</summary>
    public static string Of(HttpContext http)
    {
        var address = Read(http);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    /// <summary>Whether it is this machine, an address of a private network (RFC 1918, RFC 4193, RFC 6598) or its link, or not known.</summary>
    public static bool IsPrivate(HttpContext http)
    {
        var address = Read(http);
        return IPAddress.IsLoopback(address)
            || address.IsIPv6LinkLocal
            || address.IsIPv6UniqueLocal
            || address.Equals(IPAddress.None)
            || (
                address.GetAddressBytes() is [var first, var second, _, _]
                && (first, second) is (10, _) or (172, >= 16 and < 32) or (192, 168) or (169, 254) or (100, >= 64 and < 128)
            );
    }

    private static IPAddress Read(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
