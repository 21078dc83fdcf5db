using FluentValidation;

namespace MovieBooking.Api.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="Page" example="1">The page's number, from 1.</param>
/// <param name="PageSize" example="20">How many items a page has, 1 to 100.</param>
/// <param name="Total" example="42">How many items there are on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);

/// <summary>What every list takes from the query string.</summary>
internal interface IPageQuery
{
    int? Page { get; }
    int? PageSize { get; }
}

internal static class Paging
{
    public const int DefaultSize = 20;
    public const int LargestSize = 100;

    // A page so far out that its offset would overflow is as wrong as page 0.
    private const int LastPage = 1_000_000;

    public static void PageRules<T>(this AbstractValidator<T> validator)
        where T : IPageQuery
    {
        validator.RuleFor(query => query.Page).InclusiveBetween(1, LastPage);
        validator.RuleFor(query => query.PageSize).InclusiveBetween(1, LargestSize);
    }

    public static int Number(this IPageQuery query) => query.Page ?? 1;

    public static int Size(this IPageQuery query) => query.PageSize ?? DefaultSize;

    public static int Offset(this IPageQuery query) => (query.Number() - 1) * query.Size();
}
