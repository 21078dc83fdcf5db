using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MovieBooking.Db;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Unit;

/// <summary>What no answer of the product shows, and its sources do.</summary>
public sealed partial class SourceTests
{
    private static readonly string s_root = PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!;

    /// <summary>Programs are started for the private server and backups alone, with a list of arguments that no shell reads (ASVS 1.2.5).</summary>
    [Fact]
    public void No_request_starts_a_program_and_no_shell_reads_what_is_passed_to_one()
    {
        var starting = Sources("api")
            .Concat(Sources("db"))
            .Select(file => (Name: Path.GetRelativePath(s_root, file), Text: File.ReadAllText(file)))
            .Where(file => StartsProgram().IsMatch(file.Text))
            .ToList();

        Assert.Equal(
            ["db/Server/Command.cs", "db/Server/ServerProcess.cs"],
            starting.Select(file => file.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(
            starting,
            file =>
            {
                // Of the two forms, that with a list: it quotes nothing and joins nothing.
                Assert.Matches(@"new ProcessStartInfo\((program, arguments|""setsid"", \[.*\])\)", file.Text);
                Assert.Contains("UseShellExecute = false", file.Text, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"\bArguments\s*=", file.Text);
            }
        );
    }

    /// <summary>What is filled in is named by us, in <c>api/Languages</c>, and is never what somebody sent (ASVS 1.3.10).</summary>
    [Fact]
    public void No_text_that_somebody_sends_is_a_format()
    {
        var formats = Sources("api")
            .Concat(Sources("db"))
            .SelectMany(file =>
                ComputedFormat().Matches(File.ReadAllText(file)).Select(found => $"{Path.GetRelativePath(s_root, file)}: {found.Value}")
            );

        Assert.Empty(formats);
        Assert.Contains(Sources("api"), file => NamedFormat().IsMatch(File.ReadAllText(file)));
    }

    /// <summary>Ciphers, hashes and signatures are .NET's own (ASVS 11.2.1).</summary>
    [Fact]
    public void Nothing_here_is_a_cipher_a_hash_or_a_signature_of_its_own()
    {
        Type[] proven =
        [
            typeof(HashAlgorithm),
            typeof(SymmetricAlgorithm),
            typeof(AsymmetricAlgorithm),
            typeof(DeriveBytes),
            typeof(RandomNumberGenerator),
            typeof(ICryptoTransform),
        ];

        Assert.DoesNotContain(
            typeof(Program).Assembly.GetTypes().Concat(typeof(Migrator).Assembly.GetTypes()),
            type => Array.Exists(proven, one => one.IsAssignableFrom(type))
        );
        // Nor is chance that can be foretold used for anything.
        Assert.DoesNotContain(Sources("api"), file => ForetoldChance().IsMatch(File.ReadAllText(file)));
    }

    /// <summary>What opens the schema is for <c>migrate</c>; whoever serves has the account of rows, and the web server no secret (ASVS 13.3.2).</summary>
    [Fact]
    public void Each_service_of_compose_is_given_the_secrets_that_it_needs_and_no_other()
    {
        var services = Service()
            .Matches(File.ReadAllText(Path.Combine(s_root, "docker-compose.yml")).Split("\nservices:\n")[1].Split("\nvolumes:\n")[0])
            .ToDictionary(
                one => one.Groups["name"].Value,
                one => Secret().Matches(one.Value).Select(secret => secret.Value).Distinct().Order(StringComparer.Ordinal).ToList(),
                StringComparer.Ordinal
            );

        Assert.Equal(["DATABASE_OWNER_PASSWORD"], services["migrate"]);
        Assert.Empty(services["web"]);
        Assert.Empty(services["redis"]);
        Assert.Contains("DATABASE_APP_PASSWORD", services["api"]);
        Assert.Contains("AUTH_SIGNING_KEY", services["api"]);
        Assert.DoesNotContain(services["api"], secret => secret is "DATABASE_OWNER_PASSWORD" or "DATABASE_ROOT_PASSWORD");
        Assert.Equal(
            ["backup", "binary-log", "database"],
            services.Where(one => one.Value.Contains("DATABASE_ROOT_PASSWORD")).Select(one => one.Key).Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file));

    [GeneratedRegex(@"\bProcessStartInfo\b|\bProcess\.Start\(", RegexOptions.None, 1000)]
    private static partial Regex StartsProgram();

    // One with arguments whose name is no literal, or one that is no text of ours at all.
    [GeneratedRegex(
        @"Texts\.(Problems|Mails)\[(?!"")[^\]]*,|\b[Ss]tring\.Format\(|\.AppendFormat\(|\bCompositeFormat\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ComputedFormat();

    [GeneratedRegex(@"Texts\.Problems\[""\w+"", ", RegexOptions.None, 1000)]
    private static partial Regex NamedFormat();

    [GeneratedRegex(@"\bnew Random\(|\bRandom\.Shared\b", RegexOptions.None, 1000)]
    private static partial Regex ForetoldChance();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"^  (?<name>[\w-]+):\n(    .*\n|\n|  #.*\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<=\$\{)[A-Z0-9_]*(PASSWORD|KEY|SECRET)[A-Z0-9_]*(?=[:?}])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
