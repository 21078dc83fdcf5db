using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.One)]
public sealed class HealthTests(TestApi api)
{
    [Fact]
    public async Task The_process_is_alive_and_with_its_database_ready()
    {
        var live = await api.CreateClient().GetAsync("/health/live").JsonAsync();
        var ready = await api.CreateClient().GetAsync("/health/ready").JsonAsync();

        Assert.Equal("healthy", live.Text("status"));
        Assert.Equal("1.0.0-rc", ready.Text("version"));
        Assert.Empty(live.GetProperty("checks").EnumerateObject());
        var checks = ready.GetProperty("checks").Has("database", "running");
        Assert.Equal(("healthy", "healthy", "healthy"), (ready.Text("status"), checks.Text("database"), checks.Text("running")));
    }
}
