using System.Diagnostics;
using ImageMagick;
using ZXing;

namespace MovieBooking.Tests.Support;

/// <summary>
/// Reads QR codes in pictures with a program that has nothing to do with how they were made: Debian's zbar-tools, and poppler-utils, which
/// draws PDFs. Where they are not installed ZXing reads them.
/// </summary>
internal static class CodeReader
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Whether the other programs are there.</summary>
    public static bool HasPrograms { get; } = IsInstalled("zbarimg") && IsInstalled("pdftoppm");

    /// <summary>The only code in a picture (PNG), or null.</summary>
    public static async Task<string?> ReadAsync(byte[] png)
    {
        if (HasPrograms)
        {
            return (await ReadFilesAsync(folder => File.WriteAllBytesAsync(Path.Combine(folder, "1.png"), png))).SingleOrDefault();
        }

        using var picture = new MagickImage(png);
        var dots = picture.GetPixels().ToByteArray(PixelMapping.RGB)!;
        return new BarcodeReaderGeneric()
            .Decode(dots, (int)picture.Width, (int)picture.Height, RGBLuminanceSource.BitmapFormat.RGB24)
            ?.Text;
    }

    /// <summary>Every code on the pages of a PDF, page by page, drawn as on a screen. The programs must be there.</summary>
    public static Task<IReadOnlyList<string>> ReadPdfAsync(byte[] pdf) =>
        ReadFilesAsync(async folder =>
        {
            var file = Path.Combine(folder, "tickets.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            await RunAsync("pdftoppm", "-r", "150", "-png", file, Path.Combine(folder, "page"));
        });

    private static async Task<IReadOnlyList<string>> ReadFilesAsync(Func<string, Task> draw)
    {
        var folder = Directory.CreateTempSubdirectory("codes");
        try
        {
            await draw(folder.FullName);
            var pictures = folder.GetFiles("*.png").Select(file => file.FullName).Order(StringComparer.Ordinal);
            var lines = await RunAsync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", .. pictures]);
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(s_timeout);
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        // It complains of a desktop that is not there.
        var complaints = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await complaints;
        await process.WaitForExitAsync(timeout.Token);
        return output;
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
