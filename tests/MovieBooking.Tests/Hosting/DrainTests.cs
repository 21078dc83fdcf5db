using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using MovieBooking.Load.Staging;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Hosting;

/// <summary>How a process ends that others go on without.</summary>
[SupportedOSPlatform("linux")]
public sealed class DrainTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_process_that_is_told_to_stop_is_not_ready_and_still_answers_but_keeps_no_connection()
    {
        var folder = Directory.CreateTempSubdirectory("drain-");
        await using (
            var api = await ApiProcess.StartAsync(
                database.ConnectionString,
                TestApi.SigningKey,
                Path.Combine(folder.FullName, "log"),
                CancellationToken.None,
                more: [new("Shutdown:DrainSeconds", "15"), new("Logs:Format", "json"), new("Serilog:MinimumLevel:Default", "Information")]
            )
        )
        {
            using var client = new HttpClient { BaseAddress = api.Address };
            await Wait.UntilAsync(async () => await StatusAsync(client, "/health/ready") == HttpStatusCode.OK);
            using (var before = await client.GetAsync("/api/v1/movies"))
            {
                Assert.Null(before.Headers.ConnectionClose);
            }

            // Its end is not waited for: the process is killed with the test.
            var stop = api.StopAsync(CancellationToken.None);
            await Wait.UntilAsync(async () => await StatusAsync(client, "/health/ready") == HttpStatusCode.ServiceUnavailable);

            using var answer = await client.GetAsync("/api/v1/movies");
            Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.ConnectionClose));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/live"));
            Assert.False(stop.IsCompleted);
        }

        // What it wrote for programs, meanwhile: an object a line, each with its moment in UTC (ASVS 16.2.2, 16.2.4).
        var lines = (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "log"))).Where(line => line.Length > 0).ToList();
        Assert.Contains(lines, line => line.Contains("\"RequestPath\":\"/api/v1/movies\"", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.EndsWith("Z", JsonDocument.Parse(line).RootElement.Text("@t"), StringComparison.Ordinal));

        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
