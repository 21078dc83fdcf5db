using System.Net;
using System.Net.Sockets;
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

    private int _connections;

    private Stage(StageOptions options, DirectoryInfo folder, LoadDatabase database, IReadOnlyList<ApiProcess> apis, Tokens tokens)
    {
        _options = options;
        _folder = folder;
        Database = database;
        Apis = apis;
        Tokens = tokens;
    }

    public LoadDatabase Database { get; }

    public IReadOnlyList<ApiProcess> Apis { get; }

    /// <summary>The first of them.</summary>
    public ApiProcess Api => Apis[0];

    /// <summary>Where mails come; null: none are sent.</summary>
    public MailServer? Mail { get; private init; }

    /// <summary>What is between several; null: there is one.</summary>
    public RedisServer? Redis { get; private init; }

    public Tokens Tokens { get; }

    /// <summary>Who collects the money; null: the counter does.</summary>
    public StripeStandIn? Stripe { get; private init; }

    public required IReadOnlyList<Show> Shows { get; init; }

    public required IReadOnlyList<Voucher> Vouchers { get; init; }

    public required IReadOnlyList<GiftCard> GiftCards { get; init; }

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
        var giftCards = await GiftCard.SeedAsync(connection, cancellationToken);
        var stripe = options.Pay ? await StripeStandIn.StartAsync() : null;
        var redis = options.Processes > 1 ? await RedisServer.StartAsync() : null;
        List<KeyValuePair<string, string>> more = [.. stripe?.Settings ?? [], .. settings ?? []];
        if (redis is not null)
        {
            more.Add(new("ConnectionStrings__Redis", redis.ConnectionString));
        }

        var mail = options.Mail ? new MailServer() : null;
        if (mail is not null)
        {
            mail.Start();
            more.AddRange(mail.Settings);
        }

        List<ApiProcess> apis = [];
        while (apis.Count < options.Processes)
        {
            var log = Path.Combine(folder.FullName, apis.Count == 0 ? "api.log" : $"api-{apis.Count + 1}.log");
            var isLast = apis.Count == options.Processes - 1;
            var program = isLast && options.Previous is { } previous ? PublishedProduct.In(previous) : null;
            apis.Add(await ApiProcess.StartAsync(database.ConnectionString, signingKey, log, cancellationToken, program, more));
        }

        if (stripe is not null)
        {
            stripe.Webhook = new Uri(apis[0].Address, "/api/v1/payments/stripe/webhook");
        }

        Output.Say(
            $"{database.Server?.Name ?? "MySQL-compatible"} {connection.ServerVersion}, "
                + $"API at {string.Join(" and ", apis.Select(api => api.Address))}, seed {options.Seed}"
        );
        return new Stage(options, folder, database, apis, new Tokens(signingKey))
        {
            Redis = redis,
            Mail = mail,
            Shows = shows,
            Vouchers = vouchers,
            GiftCards = giftCards,
            UserIds = users[..options.Users],
            ClerkIds = users[options.Users..],
            Stripe = stripe,
        };
    }

    /// <summary>One handler for all customers: as many kept connections as there are customers, each to the next process that takes it.</summary>
    public HttpClient CreateClient()
    {
        var handler = CreateHandler();
        handler.ConnectCallback = ConnectAsync;
        // As a load balancer is set: what rests is closed before a process that is leaving does it (Shutdown:DrainSeconds).
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2);
        return new HttpClient(handler) { BaseAddress = Api.Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>The same to one process alone.</summary>
    public HttpClient CreateClient(ApiProcess api) => new(CreateHandler()) { BaseAddress = api.Address, Timeout = TimeSpan.FromMinutes(2) };

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
        foreach (var api in Apis)
        {
            await api.DisposeAsync();
        }

        if (Mail is not null)
        {
            await Mail.DisposeAsync();
        }

        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }

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

    /// <summary>What a load balancer does: a process that is not ready, or down, is passed over.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var next = (uint)Interlocked.Increment(ref _connections);
        var inTurn = Apis.Index().OrderBy(api => (api.Item.IsLeaving, (api.Index + next) % Apis.Count)).Select(api => api.Item).ToList();
        foreach (var api in inTurn)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, api.Address.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (api != inTurn[^1])
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new InvalidOperationException("There is no API.");
    }
}
