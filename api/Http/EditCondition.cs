using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Http;

/// <summary>
/// If-Match of an edit (RFC 9110, 13.1.1): which version the editor has seen. Without one the last edit wins.
/// </summary>
internal sealed record EditCondition(string? IfMatch)
{
    public static EntityTagHeaderValue Tag(int version) => new($"\"{version.ToString(CultureInfo.InvariantCulture)}\"");

    public void Require(int version) => Require(Tag(version));

    /// <summary>Refuses with 412 what would overwrite an edit that the editor has not seen.</summary>
    public void Require(EntityTagHeaderValue current)
    {
        if (IfMatch is not null && !Matches(IfMatch, current))
        {
            throw new Refusal(ApiError.PreconditionFailed, Texts.Problems["ReadAgain"]);
        }
    }

    private static bool Matches(string ifMatch, EntityTagHeaderValue current) =>
        EntityTagHeaderValue.TryParseList([ifMatch], out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: true));
}
