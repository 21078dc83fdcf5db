using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>EF Core on the connection of a transaction, so that its queries see what the transaction wrote.</summary>
internal sealed class TransactionQueries(DatabaseStartup database)
{
    public MovieBookingContext On(MySqlTransaction transaction)
    {
        // A context of its own: a pooled one would keep the connection.
        var db = new MovieBookingContext(
            new DbContextOptionsBuilder<MovieBookingContext>()
                .UseMySql(transaction.Connection!, database.Version)
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                // All of these share one provider; that the process has many is said of the applications in it, as in tests.
                .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
                .Options
        );
        db.Database.UseTransaction(transaction);
        return db;
    }
}
