namespace MovieBooking.Tests.Support;

/// <summary>
/// Classes whose tests make what they look at, and so can share an application and its database: to start one costs more than
/// most of these tests. Two collections, since the tests of one run one after another.
/// </summary>
internal static class SharedApi
{
    public const string One = "Shared API, one";
    public const string Two = "Shared API, two";

    /// <summary>One that sends mails.</summary>
    public const string Mail = "Shared API, mail";
}

[CollectionDefinition(SharedApi.One)]
public sealed class SharedApiOne : ICollectionFixture<TestApi>;

[CollectionDefinition(SharedApi.Two)]
public sealed class SharedApiTwo : ICollectionFixture<TestApi>;

[CollectionDefinition(SharedApi.Mail)]
public sealed class SharedApiMail : ICollectionFixture<MailApi>;
