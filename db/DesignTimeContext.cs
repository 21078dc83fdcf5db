using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using MovieBooking.Db.Model;

namespace MovieBooking.Db;

/// <summary>Makes the context for <c>dotnet ef dbcontext optimize</c>, which connects to nothing.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<MovieBookingContext>
{
    public MovieBookingContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<MovieBookingContext>()
                .UseMySql("Server=localhost", new MariaDbServerVersion(new Version(10, 11)))
                .Options
        );
}
