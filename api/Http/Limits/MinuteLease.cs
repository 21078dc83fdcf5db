using System.Threading.RateLimiting;

namespace MovieBooking.Api.Http;

/// <summary>The answer of a limit by the minute.</summary>
/// <param name="isAcquired">Whether this call is within the limit.</param>
/// <param name="left">How many more are.</param>
/// <param name="resets">In how long all of them are there again.</param>
internal sealed class MinuteLease(bool isAcquired, long left, TimeSpan resets) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public long Left => left;

    public TimeSpan Resets => resets;

    public override IEnumerable<string> MetadataNames => isAcquired ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = !isAcquired && metadataName == MetadataName.RetryAfter.Name ? resets : null;
        return metadata is not null;
    }
}
