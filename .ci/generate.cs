#:project ../db/MovieBooking.Db.csproj
#:property PublishAot=false
#:property NoWarn=$(NoWarn);MA0047

// Makes again what is made from other files and committed: the EF model (db/Model, from a migrated database, and what EF Core
// would otherwise build from it at each start, db/Model/Compiled),
// openapi.yaml (from the API's code), the web app's client (from openapi.yaml) and its smaller fonts (web/fonts.js). Run from the
// root of the repository:
//
//     dotnet run .ci/generate.cs

using System.Diagnostics;
using System.Text.RegularExpressions;
using MovieBooking.Db;
using MovieBooking.Db.Server;
using MySqlConnector;

const string Context = "MovieBookingContext";
const string ModelId = "5b0f6d52-6d2e-4f0c-9f0e-1c7a3e1f9d10";
var root =
    PrivateServerOptions.FindSourceTree(Environment.CurrentDirectory)
    ?? throw new InvalidOperationException("Run this inside the source tree.");
var clock = Stopwatch.StartNew();

Say("Starting a private database server");
var options = new PrivateServerOptions(Path.Combine(root, ".data"), ServerProfile.Fast);
await using (var server = await PrivateServer.StartAsync(options, new Lines(Say), CancellationToken.None))
{
    var database = server.ConnectionString("moviebooking");
    Say("Migrating it");
    await Migrator.MigrateAsync(database, CancellationToken.None);
    await DropChangelogAsync(database);

    Say("Scaffolding db/Model");
    Directory.CreateDirectory(Path.Combine(root, "db/Model"));
    foreach (var old in Directory.GetFiles(Path.Combine(root, "db/Model"), "*.cs", SearchOption.AllDirectories))
    {
        File.Delete(old);
    }

    Run("dotnet", "tool", "restore");
    Run(
        "dotnet",
        [
            .. "ef dbcontext scaffold".Split(' '),
            database,
            .. "Pomelo.EntityFrameworkCore.MySql --no-build --project db --output-dir Model".Split(' '),
            .. $"--namespace MovieBooking.Db.Model --context {Context} --no-onconfiguring --force".Split(' '),
        ]
    );
}

Run("dotnet", "csharpier", "format", "db/Model");

Say("Compiling the model");
Run("dotnet", "build", "db", "-p:RunAnalyzers=false", "--verbosity", "quiet", "-nologo");
Run(
    "dotnet",
    [
        .. "ef dbcontext optimize --no-build --project db --output-dir Model/Compiled".Split(' '),
        .. $"--namespace MovieBooking.Db.Model.Compiled --context {Context}".Split(' '),
    ]
);
NameModel();

Say("Building the API");
Run("dotnet", "build", "api", "-p:BuildWeb=false", "-p:RunAnalyzers=false", "--verbosity", "quiet", "-nologo");

Say("Writing openapi.yaml");
var assembly = Directory
    .EnumerateFiles(Path.Combine(root, "api/bin/Debug"), "MovieBooking.Api.dll", SearchOption.AllDirectories)
    .OrderByDescending(File.GetLastWriteTimeUtc)
    .First();
Run("dotnet", "swagger", "tofile", "--yaml", "--openapiversion", "3.1", "--output", "openapi.yaml", assembly, "v1");

Say("Generating the web app's client");
var installed = Path.Combine(root, "web/node_modules/.package-lock.json");
if (File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(root, "web/package-lock.json")))
{
    Run("npm", "--prefix", "web", "ci", "--no-audit", "--no-fund");
}

Run("npm", "--prefix", "web", "run", "generate");
Say("Done");

void Say(string step) => Console.WriteLine($"{clock.Elapsed.TotalSeconds, 5:0.0} s  {step}");

void Run(string program, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = root, UseShellExecute = false };
    using var process = Process.Start(start)!;
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        Console.Error.WriteLine($"{program} {arguments[0]} failed.");
        Environment.Exit(process.ExitCode);
    }
}

// EF Core draws the model's id at random: the same model would never be the same file.
void NameModel()
{
    var path = Path.Combine(root, $"db/Model/Compiled/{Context}ModelBuilder.cs");
    var drawn = new Regex("""modelId: new Guid\("[^"]+"\)""", RegexOptions.None, TimeSpan.FromSeconds(1));
    File.WriteAllText(path, drawn.Replace(File.ReadAllText(path), $"modelId: new Guid(\"{ModelId}\")"));
}

// Evolve's own table is no part of the model.
static async Task DropChangelogAsync(string connectionString)
{
    await using var connection = new MySqlConnection(connectionString);
    await connection.OpenAsync();
    await using var command = new MySqlCommand("DROP TABLE changelog", connection);
    await command.ExecuteNonQueryAsync();
}

internal sealed class Lines(Action<string> say) : IProgress<string>
{
    public void Report(string value) => say(value);
}
