using System.Security.Cryptography;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Stripe;

namespace MovieBooking.Load.Staging;

/// <summary>What every scenario plays on: a database, the API on it, showtimes and customers. Gone at the end.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int Clerks = 20;

    private readonly StageOptions _options;
    private readonly DirectoryInfo _folder;

    private Stage(StageOptions options, DirectoryInfo folder, LoadDatabase database, ApiProcess api, Tokens tokens)
    {
        _options = options;
        _folder = folder;
        Database = database;
        Api = api;
        Tokens = tokens;
    }

    public LoadDatabase Database { get; }

    public ApiProcess Api { get; }

    public Tokens Tokens { get; }

    /// <summary>Who collects the money; null: the counter does.</summary>
    public StripeStandIn? Stripe { get; private init; }

    public required IReadOnlyList<Show> Shows { get; init; }

    public required IReadOnlyList<Voucher> Vouchers { get; init; }

    public required IReadOnlyList<int> UserIds { get; init; }

    /// <summary>Who works at the counters of all cinemas.</summary>
    public required IReadOnlyList<int> ClerkIds { get; init; }

    public static async Task<Stage> SetAsync(
        StageOptions options,
        CancellationToken cancellationToken,
        IEnumerable<KeyValuePair<string, string>>? settings = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("moviebooking-load-");
        var signingKey = RandomNumberGenerator.GetHexString(64);
        var database = await LoadDatabase.CreateAsync(folder.FullName, new Progress<string>(Output.Say), cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var shows = await Seed.ShowsAsync(connection, options.Showtimes, cancellationToken);
        var users = await Seed.UsersAsync(connection, options.Users + Clerks, cancellationToken);
        await Seed.ClerksAsync(connection, users[options.Users..], cancellationToken);
        var vouchers = await Voucher.SeedAsync(connection, cancellationToken);
        var stripe = options.Pay ? await StripeStandIn.StartAsync() : null;
        var api = await ApiProcess.StartAsync(
            database.ConnectionString,
            signingKey,
            Path.Combine(folder.FullName, "api.log"),
            cancellationToken,
            more: (stripe?.Settings ?? []).Concat(settings ?? [])
        );
        if (stripe is not null)
        {
            stripe.Webhook = new Uri(api.Address, "/api/v1/payments/stripe/webhook");
        }

        Output.Say($"{database.Server?.Name ?? "MySQL-compatible"} {connection.ServerVersion}, API at {api.Address}, seed {options.Seed}");
        return new Stage(options, folder, database, api, new Tokens(signingKey))
        {
            Shows = shows,
            Vouchers = vouchers,
            UserIds = users[..options.Users],
            ClerkIds = users[options.Users..],
            Stripe = stripe,
        };
    }

    /// <summary>One handler for all customers: as many kept connections as there are customers.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = Api.Address, Timeout = TimeSpan.FromMinutes(2) };

    public SocketsHttpHandler CreateHandler() =>
        new()
        {
            MaxConnectionsPerServer = _options.Users,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        };

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        if (Stripe is not null)
        {
            await Stripe.DisposeAsync();
        }

        await Database.DisposeAsync();
        if (_options.Keep)
        {
            Output.Say($"Kept: {_folder.FullName}");
        }
        else
        {
            _folder.Delete(recursive: true);
        }
    }
}
