namespace MovieBooking.Load.Bench;

/// <param name="Pairs">How often product and baselines are measured in turn.</param>
/// <param name="Duration">How long each time.</param>
/// <param name="People">How many rush, or queue; half as many want one seat. At most 1,000.</param>
/// <param name="Published">A folder with a published build to measure; without one, the source tree is published.</param>
/// <param name="Before">A folder with a published older build, which books beside the product.</param>
/// <param name="AsBuilt">Measures the build that this program refers to instead: no Release, for a quick look at the checks.</param>
/// <param name="Json">A file for all figures.</param>
/// <param name="Plot">A file for a picture (SVG) of the throughput.</param>
internal sealed record BenchOptions(
    int Pairs,
    TimeSpan Duration,
    int People,
    string? Published,
    string? Before,
    bool AsBuilt,
    string? Json,
    string? Plot
);
