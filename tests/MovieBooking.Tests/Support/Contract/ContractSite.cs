namespace MovieBooking.Tests.Support;

/// <summary>An API of which every operation can be used: with wallets, with mail (which nobody sends), for keys that call as often as they like.</summary>
public sealed class ContractSite : IAsyncLifetime, IDisposable
{
    public const string Url = "https://tickets.example.org";

    private readonly WalletFiles _wallets = new();

    public ContractSite()
    {
        foreach (var (name, value) in _wallets.Settings)
        {
            Api.Settings[name] = value;
        }
    }

    public TestApi Api { get; } =
        new()
        {
            Settings =
            {
                ["RateLimits:ApiKey:PerMinute"] = "1000000",
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:From"] = "tickets@example.org",
                ["Site:Url"] = Url,
            },
        };

    public Task InitializeAsync() => Api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)Api).DisposeAsync();

    public void Dispose() => _wallets.Dispose();
}
