using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace MovieBooking.Tests.Support;

/// <summary>All calls come from one address, which may be a proxy's.</summary>
internal static class CallFrom
{
    public const string Proxy = "172.30.80.10";

    public static IWebHostBuilder UseCaller(this IWebHostBuilder host, string address) =>
        host.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new Filter(IPAddress.Parse(address))));

    private sealed class Filter(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, then) =>
                    {
                        http.Connection.RemoteIpAddress = address;
                        return then(http);
                    }
                );
                next(app);
            };
    }
}
