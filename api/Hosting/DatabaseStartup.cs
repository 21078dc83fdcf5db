using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Backplane;
using MovieBooking.Api.Captcha;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Queue;
using MovieBooking.Api.Reservations.Wallets;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Telemetry;
using MovieBooking.Db;
using MovieBooking.Db.Demo;
using MovieBooking.Db.Model;
using MovieBooking.Db.Primary;
using MovieBooking.Db.Server;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>
/// Has the database ready before the first request: in Development a private server when none is configured, migrated
/// and filled with demo data; anywhere else only a check that someone migrated it.
/// </summary>
internal sealed class DatabaseStartup(
    IConfiguration configuration,
    Currency currency,
    MailSettings mail,
    PaymentSettings payments,
    CaptchaSettings captcha,
    WalletSettings wallets,
    RedisSettings redis,
    TelemetrySettings telemetry,
    IHostEnvironment environment,
    ILogger<PrimaryRoute> routeLogger,
    TimeProvider clock
) : IHostedService, IAsyncDisposable
{
    /// <summary>Two pools of this size leave room under a server's usual limit of 151 connections.</summary>
    public const int PoolSize = 64;

    private const string Nowhere = "Server=no-database.invalid";

    private readonly ConsoleProgress _progress = new();
    private bool _isHosted;
    private MySqlDataSource? _source;
    private MySqlDataSource? _bookingSource;
    private ServerVersion? _version;
    private Task _warmUp = Task.CompletedTask;

    /// <summary>Null when a connection string is configured.</summary>
    public PrivateServer? Server { get; private set; }

    /// <summary>The way to the primary, where the connection string names several servers; else null.</summary>
    public PrimaryRoute? Route { get; private set; }

    /// <summary>What the API's connections use. The OpenAPI tool builds the application without a database: its source leads nowhere.</summary>
    public MySqlDataSource Source => Ready(_source);

    /// <summary>
    /// What <see cref="BookingTransaction"/> uses: a reset would make the server parse each routine again, which costs more
    /// than running it.
    /// </summary>
    public MySqlDataSource BookingSource => Ready(_bookingSource);

    /// <summary>Whether the demo logins are there: a configured database may hold a cinema's own data.</summary>
    public bool HasDemo { get; private set; }

    public ServerVersion Version => _version ?? new MariaDbServerVersion(new Version(10, 11));

    public DatabaseStartup AsHosted()
    {
        _isHosted = true;
        return this;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_source is not null)
        {
            return;
        }

        if (SettingsProblems().ToList() is { Count: > 0 } problems)
        {
            throw new StartupException(
                $"MovieBooking does not start in {environment.EnvironmentName}:\n  - " + string.Join("\n  - ", problems)
            );
        }

        _warmUp = WarmUpAsync();
        var connectionString = await ConnectAsync(cancellationToken);
        if (environment.IsDevelopment())
        {
            await Migrator.MigrateAsync(connectionString, cancellationToken);
            await CreateEventsAsync(connectionString, _progress, cancellationToken);
        }
        else
        {
            await RequireMigratedAsync(connectionString, cancellationToken);
        }

        var served = Server?.ApplicationConnectionString ?? connectionString;
        _source = Open(served);
        _bookingSource = Open(served, reset: false);
        await using (var connection = await _source.OpenConnectionAsync(cancellationToken))
        {
            _version = ServerVersion.Parse(connection.ServerVersion);
        }

        await SetCurrencyAsync(_source, cancellationToken);
        await SetHoldRulesAsync(_source, cancellationToken);
        if (environment.IsDevelopment())
        {
            await DemoData.LoadAsync(_source, clock, Passwords.Hash, _progress, cancellationToken);
        }
        else
        {
            await ProductionSettings.RefuseDemoLoginsAsync(_source, cancellationToken);
            await RehearseAsync(_bookingSource, cancellationToken);
            await _warmUp;
        }

        HasDemo = environment.IsDevelopment() && await FindDemoAsync(_source, cancellationToken);
    }

    /// <summary>What is wrong with the settings, each fault by the name of its setting.</summary>
    public IEnumerable<string> SettingsProblems() =>
        ProductionSettings
            .Problems(configuration, environment)
            .Concat(
                new[]
                {
                    currency.Problem,
                    mail.Problem,
                    payments.Problem,
                    captcha.Problem,
                    wallets.Problem,
                    redis.Problem,
                    telemetry.Problem,
                    SiteAddress.Problem(configuration),
                    GuestRetention.Problem(configuration),
                    SecondFactorDuty.Problem(configuration),
                    HoldRules.Problem(configuration),
                    AddressBudget.Problem(configuration),
                    CrowdRooms.Problem(configuration),
                    Drain.Problem(configuration),
                    PrimaryRoute.Problem(configuration.GetConnectionString("MovieBooking") ?? ""),
                }.OfType<string>()
            )
            .Concat(SessionLimits.Problems(configuration))
            .Concat(OpenIdProviders.Problems(configuration, environment));

    /// <summary>The connection string that is configured, or the owner's of the private server, which it starts. The schema may be missing.</summary>
    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString("MovieBooking") is { Length: > 0 } configured)
        {
            if (PrimaryRoute.IsFor(configured))
            {
                Route ??= await PrimaryRoute.OpenAsync(configured, new RouteLog(routeLogger), cancellationToken);
            }

            return Route?.ConnectionString ?? configured;
        }

        if (!environment.IsDevelopment())
        {
            throw new StartupException("ConnectionStrings__MovieBooking is missing: the database to use.");
        }

        var folder = PrivateServerOptions.DefaultFolder(environment.ContentRootPath);
        var options = new PrivateServerOptions(folder, ServerProfile.Durable);
        Server = await PrivateServer.StartAsync(options, _progress, cancellationToken);
        return Server.OwnerConnectionString;
    }

    /// <summary>Where there can be no events, says so: the API does their work then.</summary>
    public static async Task CreateEventsAsync(string connectionString, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (await Migrator.CreateEventsAsync(connectionString, cancellationToken) is { } reason)
        {
            progress.Report($"The database does not free expired holds by itself ({reason}): the API will.");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _warmUp;
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null && _bookingSource is not null)
        {
            await _bookingSource.DisposeAsync();
            await _source.DisposeAsync();
        }

        if (Route is { } route)
        {
            await route.DisposeAsync();
        }

        if (Server is { } server)
        {
            Server = null;
            await server.DisposeAsync();
        }
    }

    /// <summary>An amount that was held or sold cannot change its currency.</summary>
    private async Task SetCurrencyAsync(MySqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand("CALL sp_set_currency(@code, @minor_units)", connection);
        command.Parameters.AddWithValue("@code", currency.Code);
        command.Parameters.AddWithValue("@minor_units", currency.MinorUnits);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (MySqlException refusal) when (refusal.Number == 45041)
        {
            throw new StartupException(
                $"Currency is {currency.Code}, but the prices and sales in the database are in {refusal.Message}. "
                    + $"Set Currency={refusal.Message}, or use another database."
            );
        }
        catch (MySqlException refusal) when (refusal.Number == 45040)
        {
            throw new StartupException(
                $"Currency is {currency.Code}, but a base price in the database has more decimals. Set whole prices first, or another currency."
            );
        }
    }

    private async Task SetHoldRulesAsync(MySqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand(
            """
            UPDATE hold_rules
            SET showtime_limit = @limit, accessible_release_minutes = @release, offer_minutes = @offer
            WHERE hold_rules_id = 1
            """,
            connection
        );
        command.Parameters.AddWithValue("@limit", HoldRules.ShowtimesPerPerson(configuration));
        command.Parameters.AddWithValue("@release", HoldRules.AccessibleReleaseMinutes(configuration));
        command.Parameters.AddWithValue("@offer", HoldRules.OfferMinutes(configuration));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// EF Core's first query compiles and builds for a second: meanwhile the database starts, and fewer visitors wait for it.
    /// It asks nothing of a database, so that it can begin before there is one.
    /// </summary>
    private static Task<string> WarmUpAsync() =>
        Task.Run(() =>
        {
            var options = new DbContextOptionsBuilder<MovieBookingContext>()
                .UseMySql(Open(Nowhere), new MariaDbServerVersion(new Version(10, 11)))
                // One for each application in the process: many in tests.
                .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
            using var model = new MovieBookingContext(options.Options);
            return model.Movies.Where(movie => movie.Title == "").OrderBy(movie => movie.MovieId).Skip(1).Take(1).ToQueryString();
        });

    /// <summary>
    /// A booking that is refused: after a restart everyone comes at once, and what they need is compiled and connected by then.
    /// </summary>
    private static async Task RehearseAsync(MySqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            await new BookingTransaction(source).ExecuteAsync("CALL sp_lock_seats(0, 0, '[1]')", cancellationToken);
        }
        catch (MySqlException refusal) when (ApiError.FromDatabase(refusal.Number) == ApiError.NotFound)
        {
            // There is no showtime 0.
        }
    }

    private MySqlDataSource Ready(MySqlDataSource? source) =>
        source
        ?? (
            _isHosted
                ? throw new InvalidOperationException(
                    "The database is not ready yet: a hosted service must ask for it in its ExecuteAsync, not in its constructor."
                )
                : Open(Nowhere)
        );

    private static async Task<bool> FindDemoAsync(MySqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand("SELECT COUNT(*) FROM users WHERE email = @email", connection);
        command.Parameters.AddWithValue("@email", DemoLogins.Customer.Email);
        return await command.ExecuteScalarAsync(cancellationToken) is > 0L;
    }

    private static async Task RequireMigratedAsync(string connectionString, CancellationToken cancellationToken)
    {
        var pending = await Migrator.PendingAsync(connectionString, cancellationToken);
        if (pending.Count > 0)
        {
            throw new StartupException(
                $"The database lacks {pending.Count} migrations, {pending[0]} first. Run this program once with the command `migrate`."
            );
        }
    }

    // The defaults come first, so that the configured string can override them; what our code relies on comes last.
    private static MySqlDataSource Open(string connectionString, bool reset = true)
    {
        var settings = new MySqlConnectionStringBuilder($"Default Command Timeout=15;Maximum Pool Size={PoolSize};{connectionString}")
        {
            ConnectionReset = reset,
            AllowUserVariables = true,
            UseAffectedRows = false,
            DateTimeKind = MySqlDateTimeKind.Utc,
        };
        // Metrics know the pools by these names, and else by the connection string.
        return new MySqlDataSourceBuilder(settings.ConnectionString).UseName(reset ? "other" : "bookings").Build();
    }
}
