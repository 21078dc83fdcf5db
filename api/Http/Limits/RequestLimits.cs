namespace MovieBooking.Api.Http;

/// <summary>How large a request may be: no body of this API needs more than a few kilobytes.</summary>
internal static class RequestLimits
{
    private const int BodyBytes = 1_000_000;

    public static WebApplicationBuilder AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = BodyBytes);
        return builder;
    }
}
