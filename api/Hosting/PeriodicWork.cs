namespace MovieBooking.Api.Hosting;

/// <summary>SQL to run again and again, by one instance of the API at a time. It may fail, stop half-way or run twice.</summary>
/// <param name="Name">The lease that the instance holds, and what the log calls the work: ASCII, 64 characters at most.</param>
internal sealed record PeriodicWork(string Name, TimeSpan Every, string Sql);

internal static class PeriodicWorkRegistration
{
    /// <summary>Has a routine called at start and then every so often, as long as the application runs.</summary>
    public static IServiceCollection AddPeriodicWork(this IServiceCollection services, string name, TimeSpan every, string sql) =>
        services.AddHostedService<PeriodicWorker>().AddSingleton(new PeriodicWork(name, every, sql));
}
