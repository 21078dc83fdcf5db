using System.Reflection;

namespace MovieBooking.Api.Hosting;

/// <summary>Which version of the product runs: that of Directory.Build.props (Semantic Versioning).</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
