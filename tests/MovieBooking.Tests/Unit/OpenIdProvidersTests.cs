using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MovieBooking.Api.Auth;

namespace MovieBooking.Tests.Unit;

/// <summary>Which settings of providers are good, and what the start says of the others.</summary>
public sealed class OpenIdProvidersTests
{
    [Fact]
    public void Providers_are_those_of_the_settings_in_their_order()
    {
        var settings = Settings(("Name", "house"), ("Scopes", "openid email"), ("DisplayName", "The House"));
        settings["Auth:OpenId:Providers:1:Name"] = "other";
        settings["Auth:OpenId:Providers:1:Authority"] = "https://other.example/";
        settings["Auth:OpenId:Providers:2:Name"] = "";

        var providers = new OpenIdProviders(settings).All;

        Assert.Equal(
            ["house The House openid email", "other other openid email profile"],
            providers.Select(one => $"{one.Name} {one.Title} {one.Scopes}")
        );
        Assert.Empty(new OpenIdProviders(new ConfigurationBuilder().Build()).All);
    }

    [Theory]
    [InlineData("Name", "house", true)]
    [InlineData("Name", "a-house-2", true)]
    [InlineData("Name", "The House", false)]
    [InlineData("Name", "house/..", false)]
    [InlineData("Name", "", false)]
    [InlineData("Authority", "https://login.example.org/realms/house", true)]
    [InlineData("Authority", "http://login.example.org", false)]
    [InlineData("Authority", "http://127.0.0.1:8080", false)]
    [InlineData("Authority", "https://user@login.example.org", false)]
    [InlineData("Authority", "https://login.example.org?tenant=1", false)]
    [InlineData("Authority", "login.example.org", false)]
    [InlineData("Authority", "", false)]
    [InlineData("ClientId", "", false)]
    [InlineData("ClientSecret", " ", false)]
    [InlineData("Scopes", "email profile", false)]
    [InlineData("Scopes", "openid", true)]
    public void A_setting_that_cannot_be_used_stops_the_start_by_its_name(string setting, string value, bool isGood)
    {
        var problems = OpenIdProviders.Problems(Settings((setting, value)), new Stage("Production")).ToList();

        string[] named = isGood ? [] : [$"Auth__OpenId__Providers__0__{setting}"];
        Assert.Equal(named, problems.Select(problem => problem.Split(' ')[0]));
    }

    [Fact]
    public void Two_of_one_name_and_no_address_to_come_back_to_stop_the_start_and_this_machine_is_good_elsewhere()
    {
        var twice = Settings();
        foreach (var setting in twice.GetSection("Auth:OpenId:Providers:0").GetChildren().ToList())
        {
            twice[$"Auth:OpenId:Providers:1:{setting.Key}"] = setting.Value;
        }

        Assert.Contains(
            "another provider's",
            Assert.Single(OpenIdProviders.Problems(twice, new Stage("Production"))),
            StringComparison.Ordinal
        );
        var nowhere = Settings();
        nowhere["Site:Url"] = null;
        Assert.StartsWith("Site__Url", Assert.Single(OpenIdProviders.Problems(nowhere, new Stage("Production"))), StringComparison.Ordinal);
        Assert.Empty(OpenIdProviders.Problems(Settings(("Authority", "http://127.0.0.1:8080")), new Stage("Development")));
        Assert.Empty(OpenIdProviders.Problems(new ConfigurationBuilder().Build(), new Stage("Production")));
    }

    private static IConfigurationRoot Settings(params (string Name, string Value)[] others)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Site:Url", "https://tickets.example.org"),
                new("Auth:OpenId:Providers:0:Name", "house"),
                new("Auth:OpenId:Providers:0:Authority", "https://login.example.org"),
                new("Auth:OpenId:Providers:0:ClientId", "tickets"),
                new("Auth:OpenId:Providers:0:ClientSecret", "a secret"),
            ])
            .Build();
        foreach (var (name, value) in others)
        {
            settings[$"Auth:OpenId:Providers:0:{name}"] = value;
        }

        return settings;
    }

    private sealed class Stage(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
