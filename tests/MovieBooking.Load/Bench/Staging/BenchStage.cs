using System.Globalization;
using System.Security.Cryptography;
using MovieBooking.Db;
using MovieBooking.Load.Bench.Baselines;
using MovieBooking.Load.Bench.Figures;
using MovieBooking.Load.Checks;
using MovieBooking.Load.Measuring;
using MovieBooking.Load.Reports;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>What the benchmarks play on: a durable database, the product and its baselines, each a process. Gone at the end.</summary>
internal sealed class BenchStage : IAsyncDisposable
{
    private const int Users = 1000;
    private static readonly TimeSpan s_warm = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("moviebooking-bench-");
    private readonly Dictionary<string, (long LookedAt, List<string> Violations)> _answers = new(StringComparer.Ordinal);
    private readonly List<ApiProcess> _processes = [];
    private readonly string _signingKey = RandomNumberGenerator.GetHexString(64);

    private BenchStage(BenchOptions options) => (Options, Duration, Tokens) = (options, options.Duration, new Tokens(_signingKey));

    public BenchOptions Options { get; }

    /// <summary>How long a round takes; longer while it warms up, so that what it runs is compiled for speed by then.</summary>
    public TimeSpan Duration { get; private set; }

    public BenchReport Report { get; } = new();

    public Tokens Tokens { get; }

    public LoadDatabase Database { get; private set; } = null!;

    /// <summary>The assembly of the product.</summary>
    public string Program { get; private set; } = "";

    public Programme Programme { get; private set; } = null!;

    public Contender Product { get; private set; } = null!;

    public Contender Ping { get; private set; } = null!;

    public Contender Bare { get; private set; } = null!;

    public IReadOnlyList<int> UserIds { get; private set; } = [];

    public static async Task<BenchStage> SetAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var stage = new BenchStage(options);
        try
        {
            await stage.SetAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public Meter Meter(Contender contender) => new(contender.Process.ProcessId, Database.Server?.ProcessId);

    /// <summary>A bare server on a database of its own, with the routines as they were.</summary>
    public async Task<Contender> StartKeptAsync(CancellationToken cancellationToken)
    {
        var connectionString = await Database.AddAsync(Migrator.MigrateAsync, cancellationToken);
        await using var connection = await LoadDatabase.OpenAsync(connectionString, cancellationToken);
        await KeptRoutines.PutInPlaceAsync(connection, cancellationToken);
        await Seed.UsersAsync(connection, Users, cancellationToken);
        return Baseline(
            "kept routines",
            await StartAsync(BaselineProcesses.Bare, connectionString, cancellationToken),
            await OnSale.CreateAsync(connectionString, cancellationToken)
        );
    }

    /// <summary>The older build that the options name, on a database with its own schema; null when they name none.</summary>
    public async Task<Contender?> StartBeforeAsync(CancellationToken cancellationToken)
    {
        if (Options.Before is null)
        {
            return null;
        }

        var program = PublishedProduct.In(Options.Before);
        var connectionString = await Database.AddAsync(
            (connectionString, token) => PublishedProduct.MigrateAsync(program, connectionString, token),
            cancellationToken
        );
        await using var connection = await LoadDatabase.OpenAsync(connectionString, cancellationToken);
        await Seed.UsersAsync(connection, Users, cancellationToken);
        var process = await ApiProcess.StartAsync(connectionString, _signingKey, Log("before"), cancellationToken, program);
        _processes.Add(process);
        return Product with { Name = "before", Process = process, OnSale = await OnSale.CreateAsync(connectionString, cancellationToken) };
    }

    /// <summary>The product on a database of its own, in which a cinema chain has sold so much before.</summary>
    public async Task<Contender> StartGrownAsync(string name, int tickets, int users, CancellationToken cancellationToken)
    {
        var connectionString = await Database.AddAsync(Migrator.MigrateAsync, cancellationToken);
        await using var connection = await LoadDatabase.OpenAsync(connectionString, cancellationToken);
        await SalesHistory.WriteAsync(connection, tickets, cancellationToken);
        await Seed.UsersAsync(connection, users, cancellationToken);
        var process = await ApiProcess.StartAsync(connectionString, _signingKey, Log(name), cancellationToken, Program);
        _processes.Add(process);
        return Product with { Name = name, Process = process, OnSale = await OnSale.CreateAsync(connectionString, cancellationToken) };
    }

    public Task<ApiProcess> StartProductAsync(string log, CancellationToken cancellationToken) =>
        ApiProcess.StartAsync(Database.ConnectionString, _signingKey, Log(log), cancellationToken, Program);

    /// <summary>
    /// Puts the contenders to the same test in turn, again and again; the first time warms them up and is not kept. The answer
    /// is one comparison for each name that the test gives its rounds.
    /// </summary>
    public async Task<IReadOnlyList<Comparison>> CompareAsync(
        string scenario,
        IReadOnlyList<Contender> contenders,
        Func<Contender, Task<IReadOnlyList<(string Name, Round Round)>>> test
    )
    {
        List<Comparison> comparisons = [];
        for (var pair = 0; pair <= Options.Pairs; pair++)
        {
            Duration = Options.Duration;
            if (pair == 0 && Duration < s_warm)
            {
                Duration = s_warm < Duration * 4 ? s_warm : Duration * 4;
            }

            foreach (var contender in contenders)
            {
                foreach (var (name, round) in await test(contender))
                {
                    if (pair == 0)
                    {
                        continue;
                    }

                    if (comparisons.Find(comparison => comparison.Name == name) is not { } comparison)
                    {
                        comparison = new Comparison(scenario, name);
                        comparisons.Add(comparison);
                        Report.Add(comparison);
                    }

                    comparison.Add(contender.Name, round);
                }
            }

            Output.Say(string.Create(CultureInfo.InvariantCulture, $"{scenario}: {(pair == 0 ? "warm" : $"{pair} of {Options.Pairs}")}"));
        }

        return comparisons;
    }

    /// <summary>One question, for tests that give one round.</summary>
    public async Task<Comparison> CompareAsync(
        string scenario,
        string name,
        IReadOnlyList<Contender> contenders,
        Func<Contender, Task<Round>> test
    ) => (await CompareAsync(scenario, contenders, async contender => [(name, await test(contender))])).Single();

    /// <summary>Checks that all answers had one of the statuses, over all rounds.</summary>
    public void Expect(string what, Contender contender, Tally tally, params ReadOnlySpan<int> statuses)
    {
        var name = $"{what}, {contender.Name}: {string.Join(" or ", statuses.ToArray())}";
        var (lookedAt, violations) = _answers.GetValueOrDefault(name, (0, []));
        foreach (var (status, count) in tally.Statuses)
        {
            lookedAt += count;
            if (!statuses.Contains(status))
            {
                violations.Add($"{count} times {status}");
            }
        }

        _answers[name] = (lookedAt, violations);
    }

    /// <summary>What all the rounds before have shown to be right or wrong, rows included.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        Report.Add(_answers.Select(entry => new Check(entry.Key, entry.Value.LookedAt, entry.Value.Violations)));
        await using var connection = await Database.OpenAsync(cancellationToken);
        Report.Add(await Invariants.CheckAsync(connection, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task SetAsync(CancellationToken cancellationToken)
    {
        Program =
            Options.AsBuilt ? typeof(Program).Assembly.Location
            : Options.Published is { } folder ? PublishedProduct.In(folder)
            : await PublishedProduct.PublishAsync(Path.Combine(_folder.FullName, "published"), cancellationToken);
        Database = await LoadDatabase.CreateAsync(_folder.FullName, new Progress<string>(Output.Say), cancellationToken);
        await using (var connection = await Database.OpenAsync(cancellationToken))
        {
            UserIds = await Seed.UsersAsync(connection, Users, cancellationToken);
            Programme = await Programme.WriteAsync(connection, cancellationToken);
            Output.Say($"{Database.Server?.Name ?? "MySQL-compatible"} {connection.ServerVersion}");
        }

        var onSale = await OnSale.CreateAsync(Database.ConnectionString, cancellationToken);
        var product = await StartProductAsync("product", cancellationToken);
        _processes.Add(product);
        Product = new Contender(Comparison.Product, product, userId => $"Authorization: Bearer {Tokens.Mint(userId).Token}", onSale);
        Ping = Baseline(
            BaselineProcesses.Ping,
            await StartAsync(BaselineProcesses.Ping, Database.ConnectionString, cancellationToken),
            onSale
        );
        Bare = Baseline(
            BaselineProcesses.Bare,
            await StartAsync(BaselineProcesses.Bare, Database.ConnectionString, cancellationToken),
            onSale
        );
    }

    private static Contender Baseline(string name, ApiProcess process, OnSale onSale) =>
        new(name, process, userId => string.Create(CultureInfo.InvariantCulture, $"X-User: {userId}"), onSale);

    private async Task<ApiProcess> StartAsync(string baseline, string connectionString, CancellationToken cancellationToken)
    {
        var process = await BaselineProcesses.StartAsync(baseline, connectionString, Log(baseline), cancellationToken);
        _processes.Add(process);
        return process;
    }

    private string Log(string name) => Path.Combine(_folder.FullName, $"{name}.log");
}
