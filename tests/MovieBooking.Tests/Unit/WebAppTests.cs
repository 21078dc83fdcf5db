using System.Diagnostics;
using MovieBooking.Db.Server;

namespace MovieBooking.Tests.Web;

/// <summary>The web app's own tests, so that one command runs all there are.</summary>
public sealed class WebAppTests
{
    [Fact]
    public async Task The_web_apps_unit_tests_pass()
    {
        var root = PrivateServerOptions.FindSourceTree(AppContext.BaseDirectory)!;
        var start = new ProcessStartInfo("npm", ["test"])
        {
            WorkingDirectory = Path.Combine(root, "web"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        };
        using var npm = Process.Start(start)!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();

        Assert.True(npm.ExitCode == 0, $"{await output}\n{await errors}");
    }
}
