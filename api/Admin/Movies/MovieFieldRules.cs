using System.Text.RegularExpressions;
using FluentValidation;
using MovieBooking.Api.Admin.Schedule;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.Movies;

/// <summary>What a movie's fields must be like; the CHECKs of the table hold the rest to the same.</summary>
internal static partial class MovieFieldRules
{
    private const int MostNames = 50;

    public static void MovieRules<T>(this AbstractValidator<T> validator)
        where T : MovieRequest
    {
        validator.RuleFor(request => request.Title).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(200).OneLine().Visible();
        validator.RuleFor(request => request.DurationMinutes).InclusiveBetween(1, 1440);
        validator.RuleFor(request => request.Rating).NotNull();
        validator
            .RuleFor(request => request.ReleaseDate)
            .InclusiveBetween(ScheduleRules.FirstDay, ScheduleRules.LastDay)
            .WithMessage(_ => Texts.Problems["Days"]);
        validator
            .RuleFor(request => request.ScheduledCloseDate)
            .GreaterThanOrEqualTo(request => request.ReleaseDate)
            .WithMessage(_ => Texts.Problems["BeforeRelease"])
            .LessThanOrEqualTo(ScheduleRules.LastDay)
            .WithMessage(_ => Texts.Problems["Days"]);
        validator.RuleFor(request => request.Description).MaximumLength(5000);
        validator.RuleFor(request => request.Director).MaximumLength(100).OneLine();
        validator
            .RuleFor(request => request.Cast)
            .Must(names => names is null || names.Count <= MostNames)
            .WithMessage(_ => Texts.Problems["MostNames", MostNames]);
        validator.RuleForEach(request => request.Cast).NotEmpty().MaximumLength(100).OneLine();
        validator.RuleFor(request => request.Genre).MaximumLength(50).OneLine();
        validator
            .RuleFor(request => request.PosterUrl)
            .MaximumLength(500)
            .Must(IsSafeAddress)
            .WithMessage(_ => Texts.Problems["PosterAddress"]);
    }

    // Pages put it into an image's src: nothing but pictures of this site, or of another over https.
    private static bool IsSafeAddress(string? address) =>
        address is null
        || OwnPoster().IsMatch(address)
        || (
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && uri.UserInfo.Length == 0
            && address.StartsWith("https://", StringComparison.Ordinal)
            && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '"' or '<' or '>' or '\\')
        );

    [GeneratedRegex(@"^/posters/[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex OwnPoster();
}
