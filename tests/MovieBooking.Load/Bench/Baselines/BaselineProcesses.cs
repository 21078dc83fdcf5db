using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Baselines;

/// <summary>
/// What the product is compared with, each a process of its own: <c>ping</c>, the most that Kestrel can do, and <c>bare</c>,
/// Kestrel and MySqlConnector with the product's SQL and nothing around it. Commands of this program that help does not show.
/// </summary>
internal static class BaselineProcesses
{
    public const string Ping = "ping";
    public const string Bare = "bare";

    public static IEnumerable<Command> Commands()
    {
        var ping = new Command(Ping, "Answers constant bytes: GET /1000 a thousand.") { Hidden = true };
        ping.SetAction((_, cancellationToken) => ServeAsync(app => app.Run(AnswerConstant), cancellationToken));
        var bare = new Command(Bare, "Answers what customers ask with as little as possible.") { Hidden = true };
        bare.SetAction(
            async (_, cancellationToken) =>
            {
                await using var source = BareDatabase.Open(Environment.GetEnvironmentVariable("ConnectionStrings__MovieBooking")!);
                await ServeAsync(app => BareApi.Map(app, source), cancellationToken);
            }
        );
        return [ping, bare];
    }

    public static Task<ApiProcess> StartAsync(string name, string connectionString, string log, CancellationToken cancellationToken) =>
        ApiProcess.StartAsync(
            [typeof(BaselineProcesses).Assembly.Location, name],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConnectionStrings__MovieBooking"] = connectionString,
                // As an application for the web has it by default.
                ["DOTNET_gcServer"] = "1",
            },
            log,
            cancellationToken
        );

    private static async Task ServeAsync(Action<WebApplication> map, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        map(app);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>The path says how many bytes; /304 alone stands for the status.</summary>
    private static Task AnswerConstant(HttpContext http)
    {
        var size = int.Parse(http.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);
        if (size == StatusCodes.Status304NotModified)
        {
            http.Response.StatusCode = size;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = size;
        return http.Response.BodyWriter.WriteAsync(s_bytes.AsMemory(0, size), http.RequestAborted).AsTask();
    }

    private static readonly byte[] s_bytes = [.. Enumerable.Repeat((byte)'x', 1_000_000)];
}
