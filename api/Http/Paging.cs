using FluentValidation;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Which page of a list to answer.</summary>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record PageQuery(int? Page, int? PageSize) : IPageQuery
{
    public sealed class Validator : AbstractValidator<PageQuery>
    {
        public Validator() => this.PageRules();
    }
}

internal static class Paging
{
    private const int DefaultSize = 20;
    private const int LargestSize = 100;

    // A page so far out that its offset would overflow is as wrong as page 0.
    private const int LastPage = 1_000_000;

    public static void PageRules<T>(this AbstractValidator<T> validator)
        where T : IPageQuery
    {
        validator.RuleFor(query => query.Page).InclusiveBetween(1, LastPage);
        validator.RuleFor(query => query.PageSize).InclusiveBetween(1, LargestSize);
    }

    /// <summary>Reads one page, and how many items there are in all. The source must be in a stable order.</summary>
    public static async Task<PageOf<T>> PageAsync<T>(this IQueryable<T> source, IPageQuery query, CancellationToken cancellationToken)
    {
        var page = query.Page ?? 1;
        var size = query.PageSize ?? DefaultSize;
        var total = await source.CountAsync(cancellationToken);
        var items = await source.Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new PageOf<T>(items, page, size, total);
    }
}
