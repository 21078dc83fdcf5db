using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

/// <summary>Where the setting wants a second factor of a role, an account without one opens itself alone.</summary>
[Collection(SharedApi.One)]
public sealed class SecondFactorDutyTests(TestApi api)
{
    [Fact]
    public async Task Whoever_must_have_one_sets_it_up_before_anything_else()
    {
        await using var strict = api.Successor();
        strict.Settings["Auth:SecondFactor:RequiredFor"] = "admin, manager, staff";
        var (admin, staff, customer) = (await PersonAsync("admin"), await PersonAsync("staff"), await PersonAsync("customer"));
        var showtimeId = await api.Given.ShowtimeAsync();
        var seatId = await api.Given.SeatAsync(showtimeId, "A1");
        var client = strict.CreateClient();

        var free = await client.LoginAsync(customer).JsonAsync();
        Assert.False(free.GetProperty("secondFactorNeeded").GetBoolean());
        await strict.WithToken(free.Text("accessToken")).LockAsync(showtimeId, seatId).JsonAsync();
        Assert.True((await client.LoginAsync(staff).JsonAsync()).GetProperty("secondFactorNeeded").GetBoolean());

        var session = await client.LoginAsync(admin, "admin-login").JsonAsync();
        Assert.True(session.GetProperty("secondFactorNeeded").GetBoolean());
        using var closed = strict.WithToken(session.Text("accessToken"));
        var problem = await closed.GetAsync("/api/v1/admin/movies").ProblemAsync(403, "second_factor_needed");
        Assert.Equal(SecondFactorCalls.Own, problem.Text("setUp"));
        await closed.LockAsync(showtimeId, seatId).ProblemAsync(403, "second_factor_needed");
        await closed.GetAsync("/api/v1/reservations").ProblemAsync(403, "second_factor_needed");
        await closed.GetAsync("/api/v1/door/cinemas").ProblemAsync(403, "second_factor_needed");
        await closed
            .PostAsJsonAsync("/api/v1/reservations", new { showtimeId, seatIds = new[] { seatId } })
            .ProblemAsync(403, "second_factor_needed");
        await closed.GetAsync("/api/v1/movies").JsonAsync();
        await closed.GetAsync("/api/v1/auth/me").JsonAsync();
        Assert.True((await closed.GetAsync(SecondFactorCalls.Own).JsonAsync()).GetProperty("isRequired").GetBoolean());

        await closed.SwitchOnAsync();

        await closed.GetAsync("/api/v1/admin/movies").ProblemAsync(403, "second_factor_needed");
        var next = await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = session.Text("refreshToken") }).JsonAsync();
        Assert.False(next.GetProperty("secondFactorNeeded").GetBoolean());
        using var open = strict.WithToken(next.Text("accessToken"));
        await open.GetAsync("/api/v1/admin/movies").JsonAsync();

        // Switched off again: a token that does not say so is out of date where the session is looked at.
        await api.Database.ExecuteAsync("UPDATE second_factors SET confirmed_at = NULL");
        await open.GetAsync("/api/v1/admin/movies").ProblemAsync(401, "unauthenticated");
        await open.GetAsync("/api/v1/auth/me").JsonAsync();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("admin", true)]
    [InlineData("staff,admin", true)]
    [InlineData("customer", false)]
    [InlineData("admin;staff", false)]
    [InlineData("everybody", false)]
    public void A_setting_that_names_no_roles_stops_the_start(string roles, bool isGood)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Auth:SecondFactor:RequiredFor", roles)]).Build();

        var problem = SecondFactorDuty.Problem(configuration);

        Assert.Equal(isGood, problem is null);
        Assert.True(isGood || problem!.Contains("admin, staff", StringComparison.Ordinal), problem);
    }

    private async Task<string> PersonAsync(string role)
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);
        await api.Database.ExecuteAsync("UPDATE users SET role = @role WHERE email = @email", ("@role", role), ("@email", email));
        return email;
    }
}
