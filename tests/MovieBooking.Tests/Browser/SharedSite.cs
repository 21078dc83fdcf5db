namespace MovieBooking.Tests.Browser;

/// <summary>Browser tests that share an application and its database: each makes what it looks at.</summary>
internal static class SharedSite
{
    public const string One = "Shared site, one";
    public const string Two = "Shared site, two";
}

[CollectionDefinition(SharedSite.One)]
public sealed class SharedSiteOne : ICollectionFixture<TestSite>;

[CollectionDefinition(SharedSite.Two)]
public sealed class SharedSiteTwo : ICollectionFixture<TestSite>;
