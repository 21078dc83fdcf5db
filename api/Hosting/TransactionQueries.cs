using Microsoft.EntityFrameworkCore;
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
                .Options
        );
        db.Database.UseTransaction(transaction);
        return db;
    }
}
