using Microsoft.EntityFrameworkCore;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Registers the database: must come before every other hosted service, because they use it.</summary>
internal static class Database
{
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        builder.AddDevelopmentSettings();
        builder.Services.AddSingleton<DatabaseStartup>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DatabaseStartup>().AsHosted());
        builder.Services.AddSingleton(services => services.GetRequiredService<DatabaseStartup>().Source);
        builder
            .Services.AddSingleton(services => new BookingTransaction(services.GetRequiredService<DatabaseStartup>().BookingSource))
            .AddSingleton<KeyedTransaction>()
            .AddSingleton<TransactionQueries>();
        builder.Services.AddDbContextPool<MovieBookingContext>(
            (services, options) =>
                options
                    .UseMySql(services.GetRequiredService<MySqlDataSource>(), services.GetRequiredService<DatabaseStartup>().Version)
                    // Nothing is changed through an entity that was read.
                    .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                    .AddInterceptors(new ReadCommittedTransactions())
        );
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<Banner>();
        }

        return builder;
    }
}
