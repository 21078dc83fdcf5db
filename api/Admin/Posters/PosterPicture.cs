using ImageMagick;

namespace MovieBooking.Api.Admin.Posters;

/// <summary>
/// Makes a poster of a picture that somebody sends: decoded, turned upright, without what cameras write beside it (EXIF,
/// GPS), and encoded again. The one place that touches the decoder (ImageMagick, Apache-2.0); it is loaded with the first
/// upload.
/// </summary>
internal static class PosterPicture
{
    /// <summary>What the pages need at twice the density of their largest poster.</summary>
    private const int Width = 800;
    private const int Height = 1200;

    private const int MostPixelsOfASide = 10_000;
    private const int MostPixels = 40_000_000;
    private const int Quality = 82;

    // What is decoded at once stays within this, whatever a picture claims to be.
    private const ulong MemoryBytes = 512_000_000;

    // One after the other: a decoder takes a core and hundreds of megabytes for a moment.
    private static readonly SemaphoreSlim s_turn = new(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    static PosterPicture()
    {
        ResourceLimits.Memory = MemoryBytes;
        ResourceLimits.MaxMemoryRequest = MemoryBytes;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
    }

    /// <summary>The poster as WebP.</summary>
    /// <exception cref="PictureException">It is no picture of a kind that is taken, or too large; says why.</exception>
    /// <exception cref="TimeoutException">Others wait for their pictures already.</exception>
    public static async Task<byte[]> EncodeAsync(byte[] picture, CancellationToken cancellationToken)
    {
        var settings = new MagickReadSettings
        {
            // By what it is, never by what it is called: no other decoder than this one is tried.
            Format = FormatOf(picture) ?? throw new PictureException(Texts.Problems["FileType"]),
            FrameIndex = 0,
            FrameCount = 1,
        };
        if (!await s_turn.WaitAsync(s_longestWait, cancellationToken))
        {
            throw new TimeoutException("Other pictures are being decoded.");
        }

        try
        {
            return await Task.Run(() => Encode(picture, settings), cancellationToken);
        }
        catch (MagickException exception)
        {
            throw new PictureException(Texts.Problems["FileDamaged"], exception);
        }
        finally
        {
            s_turn.Release();
        }
    }

    private static byte[] Encode(byte[] picture, MagickReadSettings settings)
    {
        RequireSize(new MagickImageInfo(picture, settings));
        using var image = new MagickImage(picture, settings);
        image.AutoOrient();
        image.TransformColorSpace(ColorProfiles.SRGB);
        image.Strip();
        image.Resize(new MagickGeometry(Width, Height) { Greater = true });
        image.Quality = Quality;
        return image.ToByteArray(MagickFormat.WebP);
    }

    /// <summary>By the header alone, before anything is decoded.</summary>
    private static void RequireSize(MagickImageInfo header)
    {
        if (header.Width > MostPixelsOfASide || header.Height > MostPixelsOfASide || (long)header.Width * header.Height > MostPixels)
        {
            throw new PictureException(
                Texts.Problems["FilePixels", header.Width, header.Height, MostPixelsOfASide, MostPixels / 1_000_000]
            );
        }
    }

    private static MagickFormat? FormatOf(ReadOnlySpan<byte> picture) =>
        picture switch
        {
            [0xFF, 0xD8, 0xFF, ..] => MagickFormat.Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MagickFormat.Png,
            _ when picture.Length > 12 && picture[..4].SequenceEqual("RIFF"u8) && picture[8..12].SequenceEqual("WEBP"u8) =>
                MagickFormat.WebP,
            _ when picture.Length > 12 && (picture[4..12].SequenceEqual("ftypavif"u8) || picture[4..12].SequenceEqual("ftypavis"u8)) =>
                MagickFormat.Avif,
            _ => null,
        };
}

/// <summary>A picture that makes no poster; the rule it breaks is for whoever sent it.</summary>
internal sealed class PictureException(LocalizedString rule, Exception? innerException = null) : Exception(rule, innerException)
{
    public LocalizedString Rule { get; } = rule;
}
