using System.Diagnostics;

namespace MovieBooking.Tests.Browser;

/// <summary>
/// The browser for the tests: Chromium, Chrome or Edge on the machine, its headless shell first, which does not pay for windows
/// that nobody sees; else Playwright's own download of that; else, as root on Debian or Ubuntu, the distribution's package.
/// </summary>
internal static class InstalledBrowser
{
    private static readonly string[] s_names =
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
    ];

    private static readonly Lazy<string?> s_path = new(Find);

    /// <summary>The program to start; null for the one that Playwright downloaded.</summary>
    /// <exception cref="InvalidOperationException">None can be had; says what to install.</exception>
    public static string? Path => s_path.Value;

    private static string? Find()
    {
        if (OnPath() is { } installed)
        {
            return installed;
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium-headless-shell"]) == 0)
        {
            return null;
        }

        if (
            Environment.UserName == "root"
            && Run("apt-get", "update")
            && Run("apt-get", "install", "-y", "chromium")
            && OnPath() is { } package
        )
        {
            return package;
        }

        throw new InvalidOperationException(
            "The browser tests need Chromium, Chrome or Edge. Install one, for instance with `sudo apt-get install chromium`, and run them again."
        );
    }

    private static string? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
