using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Auth;
using MovieBooking.Db;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Managers have their cinemas, all of them and no others. Which operation is whose is in <c>AccessMatrix</c>.</summary>
[Collection(SharedApi.Two)]
public sealed class ManagerAccessTests(TestApi api)
{
    private static readonly string[] s_spans = ["today", "period", "total"];

    [Fact]
    public void Every_route_says_whether_it_is_for_managers_and_how_it_is_bounded()
    {
        _ = api.CreateClient();
        var routes = api
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => $"/{route.RoutePattern.RawText?.TrimStart('/')}".StartsWith(ManagerCalls.Admin, StringComparison.Ordinal))
            .ToList();
        Assert.True(routes.Count > 70, $"{routes.Count} routes");

        foreach (var route in routes)
        {
            var access = route.Metadata.GetMetadata<ManagementAccess>();
            Assert.True(access is not null, $"{route.DisplayName} says neither OpenToManagers nor AdminsOnly.");
            if (!access.ForManagers)
            {
                continue;
            }

            var parts = route.RoutePattern.Parameters.Select(part => part.Name).Except(["kindId", "movieId"]).ToList();
            Assert.True(
                !parts.Except(CinemaBounds.Bounded).Any(),
                $"{route.DisplayName}: CinemaBounds does not know {string.Join(' ', parts)}."
            );
            var taken = route.Metadata.OfType<MethodInfo>().Single().GetParameters().Select(parameter => parameter.ParameterType).ToList();
            var naming = taken
                .Where(type =>
                    type.Assembly == typeof(CinemaScope).Assembly && type.GetProperties().Any(property => IsOfCinema(property.Name))
                )
                .ToList();
            Assert.All(
                naming,
                type =>
                    Assert.True(type.IsAssignableTo(typeof(INamesCinemas)), $"{route.DisplayName}: {type.Name} does not say what it names.")
            );
            Assert.True(
                parts.Count > 0
                    || taken.Contains(typeof(CinemaScope))
                    || naming.Count > 0
                    || route.RoutePattern.RawText!.Contains("/movies", StringComparison.Ordinal),
                $"{route.DisplayName} is bounded by nothing."
            );
        }
    }

    [Fact]
    public async Task Whoever_manages_several_cinemas_has_all_of_them_and_sums_of_these_alone()
    {
        var (one, two, three) = (await api.HouseAsync(), await api.HouseAsync(), await api.HouseAsync());
        using var manager = await api.ManagerAsync(one.CinemaId, two.CinemaId);

        var cinemas = (await manager.GetAsync($"{ManagerCalls.Admin}/cinemas").JsonAsync()).Items();
        Assert.Equal([one.CinemaId, two.CinemaId], cinemas.Select(cinema => cinema.Int("cinemaId")).Order());
        var sold = await manager.GetAsync($"{ManagerCalls.Admin}/analytics").JsonAsync();
        Assert.Equal([6, 6, 6], s_spans.Select(span => sold.GetProperty(span).Int("tickets")));
        var first = await manager.GetAsync($"{ManagerCalls.Admin}/analytics?cinemaId={one.CinemaId}").JsonAsync();
        Assert.Equal(3, first.GetProperty("total").Int("tickets"));

        // One of several that is another's is enough.
        var showtimes = new[] { one.ScreenId, three.ScreenId }.Select(screenId => new { screenId, startsAt = "2030-01-01T18:00:00" });
        await manager.CheckAsync(new { movieId = one.MovieId, showtimes }).ProblemAsync(403, "forbidden");
        await manager.MoveAsync(one.ShowtimeId, one.MovieId, three.ScreenId, "2030-01-01T18:00:00").ProblemAsync(403, "forbidden");
        // What is not there is nobody's.
        await manager.GetAsync($"{ManagerCalls.Admin}/showtimes/999999999").ProblemAsync(404, "not_found");
        await manager.GetAsync($"{ManagerCalls.Admin}/screens?cinemaId=999999999").ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_manager_keeps_door_and_box_office_of_the_own_cinemas()
    {
        var (here, show) = await api.NearShowAsync();
        var (elsewhere, other) = await api.NearShowAsync();
        using var manager = await api.ManagerAsync(here);
        using var cashier = await api.StaffAsync(here);
        var shift = (await cashier.OpenTillAsync(here, 100).JsonAsync(System.Net.HttpStatusCode.Created)).Int("shiftId");

        await manager.GetAsync($"/api/v1/door/showtimes/{show}/admissions").JsonAsync();
        await manager.GetAsync($"{CounterCalls.Office}/showtimes?cinemaId={here}").JsonAsync();
        await manager.GetAsync($"/api/v1/showtimes/{show}/blocks").JsonAsync();
        await manager.GetAsync($"/api/v1/door/showtimes/{other}/admissions").ProblemAsync(403, "forbidden");
        await manager.GetAsync($"{CounterCalls.Office}/showtimes?cinemaId={elsewhere}").ProblemAsync(403, "forbidden");
        using var stranger = await api.ManagerAsync(elsewhere);
        await stranger.CloseTillAsync(shift, 100).ProblemAsync(404, "not_found");
        // Somebody forgot it.
        await manager.CloseTillAsync(shift, 100).JsonAsync();
    }

    [Fact]
    public async Task Whoever_is_no_manager_any_more_or_of_fewer_cinemas_is_so_at_once()
    {
        var (here, there) = (await api.Given.CinemaAsync(), await api.Given.CinemaAsync());
        var userId = await api.ManagerIdAsync(here, there);
        var manager = api.SignedIn(userId, UserRole.Manager);
        var path = $"{ManagerCalls.Admin}/schedule?cinemaId={here}";
        await manager.GetAsync(path).JsonAsync();

        await api.Database.ExecuteAsync(
            "DELETE FROM staff_cinemas WHERE user_id = @id AND cinema_id = @cinema",
            ("@id", userId),
            ("@cinema", here)
        );
        await manager.GetAsync(path).ProblemAsync(403, "forbidden");
        await manager.GetAsync($"{ManagerCalls.Admin}/schedule?cinemaId={there}").JsonAsync();

        await api.Database.ExecuteAsync("UPDATE users SET role = 'staff' WHERE user_id = @id", ("@id", userId));
        await manager.GetAsync($"{ManagerCalls.Admin}/schedule?cinemaId={there}").ProblemAsync(401, "unauthenticated");
        // A token of an admin's who manages a cinema now opens nothing of admins, nor of managers: the next one says what is so.
        var former = api.SignedIn(userId, UserRole.Admin);
        await api.Database.ExecuteAsync("UPDATE users SET role = 'manager' WHERE user_id = @id", ("@id", userId));
        await former.GetAsync($"{ManagerCalls.Admin}/fares").ProblemAsync(401, "unauthenticated");
        await former.GetAsync($"{ManagerCalls.Admin}/cinemas").ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task What_is_on_record_from_before_is_given_the_cinemas_of_what_is_still_there()
    {
        var house = await api.HouseAsync();
        using var admin = await api.AdminAsync();
        var path = $"{ManagerCalls.Admin}/reservations/{house.ReservationId}/cancel";
        await admin.PostAsJsonAsync(path, new { reason = "The projector is broken" }).JsonAsync();
        await admin
            .PutAsJsonAsync($"{ManagerCalls.Admin}/screens/{house.ScreenId}", new { name = "The old one", format = "2D" })
            .JsonAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/cinemas/{house.CinemaId}/ticket-kinds/{house.KindIds[0]}").IsEmptyAsync();
        await admin.DeleteAsync($"{ManagerCalls.Admin}/showtimes/{house.ShowtimeId}?cancelBookings=true").IsEmptyAsync();
        await api.Database.ExecuteAsync(
            "INSERT INTO audit_log (occurred_at, action, entity, entity_id, changes) VALUES (UTC_TIMESTAMP(6), 'updated', 'fares', '2026-11-22', '[]')"
        );
        const string Known = "SELECT COUNT(*), COUNT(DISTINCT entity) FROM audit_log WHERE cinema_id = @id";
        var before = await api.Database.LinesAsync(Known, ("@id", house.CinemaId));
        // As the database was then: the log could be changed.
        await api.Database.ExecuteAsync("DROP TRIGGER trg_audit_log_update");
        await api.Database.ExecuteAsync("UPDATE audit_log SET cinema_id = NULL WHERE cinema_id = @id", ("@id", house.CinemaId));

        await using var file = typeof(Migrator).Assembly.GetManifestResourceStream(
            "MovieBooking.Db.tables.V085__audit_log_known_cinemas.sql"
        )!;
        using var text = new StreamReader(file);
        await api.Database.ExecuteAsync(await text.ReadToEndAsync());

        Assert.Equal(before, await api.Database.LinesAsync(Known, ("@id", house.CinemaId)));
        Assert.EndsWith("5", Assert.Single(before), StringComparison.Ordinal);
    }

    private static bool IsOfCinema(string property) =>
        property
            is "CinemaId"
                or "CinemaIds"
                or "ScreenId"
                or "ScreenIds"
                or "ShowtimeId"
                or "ShowtimeIds"
                or "Showtimes"
                or "ReservationId";
}
