using MovieBooking.Db.Primary;

namespace MovieBooking.Api.Hosting;

/// <summary>Says in the log where the database's primary is, each time that it changes.</summary>
internal sealed partial class RouteLog(ILogger<PrimaryRoute> logger) : IProgress<string>
{
    public void Report(string value) => LogChange(value);

    [LoggerMessage(LogLevel.Warning, "Database: {Change}")]
    private partial void LogChange(string change);
}
