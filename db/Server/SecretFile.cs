using System.Security.Cryptography;
using System.Text;

namespace MovieBooking.Db.Server;

/// <summary>Files that only their owner may read (mode 0600), in folders that only their owner may enter (0700).</summary>
public static class SecretFile
{
    /// <summary>The secret kept in the file; a random one of 256 bits (hexadecimal) is made once.</summary>
    public static string ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            // Written beside and moved, so that a crash never leaves half a secret.
            var draft = path + ".new";
            Write(draft, RandomSecret());
            File.Move(draft, path, overwrite: true);
        }

        return File.ReadAllText(path).Trim();
    }

    internal static string RandomSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    internal static void Write(string path, string content)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>Makes a folder for secrets, or closes an existing one to others.</summary>
    public static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PrivateServerException(
                $"{path} belongs to another account. Start as that one, or delete the folder: it is made anew.",
                exception
            );
        }
    }
}
