using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MovieBooking.Api.Webhooks;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Api;

/// <summary>The verifiers that integrators copy from docs/integrators.md, run as they stand there.</summary>
public sealed class WebhookVerifierTests
{
    private const string Id = "evt_1204";
    private const string Body = """{"type":"reservation.confirmed","data":{"movie":"Amélie et l’Été"}}""";

    [Fact]
    public Task The_one_in_CSharp_takes_what_we_sign_and_nothing_else() =>
        AssertAsync(
            "csharp",
            ["dotnet", "run", "verify.cs"],
            """
            #:sdk Microsoft.NET.Sdk.Web
            using System.Security.Cryptography;
            using System.Text;
            using System.Text.Json;

            var answers = JsonDocument.Parse(File.ReadAllBytes("cases.json")).RootElement.EnumerateArray().Select(one =>
            {
                var request = new DefaultHttpContext().Request;
                foreach (var header in one.GetProperty("headers").EnumerateObject())
                {
                    request.Headers[header.Name] = header.Value.GetString();
                }

                return IsOurs(request, Encoding.UTF8.GetBytes(one.GetProperty("body").GetString()!), one.GetProperty("secret").GetString()!);
            });
            Console.WriteLine(string.Join(' ', answers));

            """
        );

    [Fact]
    public Task The_one_in_JavaScript_takes_what_we_sign_and_nothing_else() =>
        AssertAsync(
            "js",
            ["node", "verify.mjs"],
            """
            import { readFileSync } from 'node:fs'
            const cases = JSON.parse(readFileSync('cases.json', 'utf8'))
            console.log(cases.map((one) => isOurs(one.headers, Buffer.from(one.body), one.secret)).join(' '))

            """
        );

    [PythonFact]
    public Task The_one_in_Python_takes_what_we_sign_and_nothing_else() =>
        AssertAsync(
            "python",
            ["python3", "verify.py"],
            "",
            """

            import json
            print(*(is_ours(one["headers"], one["body"].encode(), one["secret"]) for one in json.load(open("cases.json", encoding="utf-8"))))
            """
        );

    private static async Task AssertAsync(string language, string[] command, string before, string after = "")
    {
        var folder = Directory.CreateTempSubdirectory("verifier-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, command[^1]), before + Documented(language) + after);
            await File.WriteAllTextAsync(Path.Combine(folder, "cases.json"), Cases());
            Assert.Equal("true true false false false false false", (await RunAsync(command, folder)).Trim().ToLowerInvariant());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Cases()
    {
        var (secret, other) = (WebhookSecrets.Create(), WebhookSecrets.Create());
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return JsonSerializer.Serialize(
            new[]
            {
                Case(now, secret, [secret]),
                // While it is changed two sign.
                Case(now, secret, [other, secret]),
                Case(now, secret, [other]),
                Case(now, secret, [secret], body: Body + " "),
                Case(now, secret, [secret], id: "evt_1205"),
                Case(now - 330, secret, [secret]),
                Case(now + 330, secret, [secret]),
            }
        );
    }

    private static object Case(long timestamp, string secret, string[] signedBy, string id = Id, string body = Body) =>
        new
        {
            headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["webhook-id"] = id,
                ["webhook-timestamp"] = timestamp.ToString(CultureInfo.InvariantCulture),
                ["webhook-signature"] = WebhookSecrets.Sign(Id, timestamp, Body, signedBy),
            },
            body,
            secret,
        };

    private static string Documented(string language)
    {
        var page = File.ReadAllText(Path.Combine(PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!, "docs/integrators.md"));
        var start = page.IndexOf($"```{language}\n", page.IndexOf("### Verifying", StringComparison.Ordinal), StringComparison.Ordinal);
        var code = page.IndexOf('\n', start) + 1;
        return page[code..page.IndexOf("```", code, StringComparison.Ordinal)];
    }

    private static async Task<string> RunAsync(string[] command, string folder)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (answer, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {await answer}{await complaint}");
        return await answer;
    }

    private sealed class PythonFactAttribute : FactAttribute
    {
        public PythonFactAttribute()
        {
            var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, "python3"))))
            {
                Skip = "This machine has no python3";
            }
        }
    }
}
