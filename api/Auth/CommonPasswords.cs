using System.Text;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The 100,000 most common passwords that are long enough to be chosen here, as hashes (web/src/features/account/new-password/common-passwords.md). About
/// one good password in 40,000 shares the hash of one and is refused with it. Read when first asked for.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<uint[]> s_hashes = new(Read);

    /// <param name="password">In small letters, compatibility forms resolved (NFKC).</param>
    public static bool Contain(string password) => Array.BinarySearch(s_hashes.Value, Hash(password)) >= 0;

    /// <summary>FNV-1a of the UTF-8, 32 bits.</summary>
    private static uint Hash(string password) =>
        Encoding.UTF8.GetBytes(password).Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619));

    /// <summary>Ascending hashes, each as its distance from the one before (LEB128).</summary>
    private static uint[] Read()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.bin")!;
        using var reader = new BinaryReader(file);
        List<uint> hashes = new(100_000);
        for (uint hash = 0; file.Position < file.Length; hashes.Add(hash))
        {
            hash += (uint)reader.Read7BitEncodedInt();
        }

        return [.. hashes];
    }
}
