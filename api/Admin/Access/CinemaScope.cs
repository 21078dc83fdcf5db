using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Access;

/// <summary>
/// The cinemas that whoever calls manages: all for admins, those of <c>staff_cinemas</c> for managers. Every list and sum that is open to managers is
/// narrowed by it. <see cref="CinemaBounds"/> reads it before any handler; where nobody has, it says nothing.
/// </summary>
internal sealed class CinemaScope(MovieBookingContext db)
{
    private bool _isKnown;
    private IReadOnlyList<int>? _own;

    /// <summary>Whether there may be cinemas that are not the caller's.</summary>
    public bool IsBounded => Own is not null;

    private IReadOnlyList<int>? Own =>
        _isKnown ? _own : throw new InvalidOperationException("Only routes of management have a scope, once CinemaBounds has read it.");

    public async Task ReadAsync(ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        _own = caller.IsInRole(Word.Of(UserRole.Admin))
            ? null
            : await db.CinemasOf(caller.UserId()).Select(cinema => cinema.CinemaId).ToListAsync(cancellationToken);
        _isKnown = true;
    }

    /// <summary>Which cinemas a list or a sum is about, where one was asked for or none; null: all there are.</summary>
    public IReadOnlyList<int>? Cinemas(int? asked = null) =>
        asked is not { } one ? Own
        : Own?.Contains(one) == false ? []
        : [one];

    /// <summary>Whether all that a call names is of the caller's cinemas. What is not there at all is left to the handler.</summary>
    public async Task<bool> HoldsAsync(NamedCinemas named, CancellationToken cancellationToken)
    {
        HashSet<int> cinemas = [.. named.Cinemas];
        cinemas.UnionWith(await CinemasAsync(db.Screens, named.Screens, row => row.ScreenId, row => row.CinemaId, cancellationToken));
        cinemas.UnionWith(
            await CinemasAsync(db.Showtimes, named.Showtimes, row => row.ShowtimeId, row => row.Screen.CinemaId, cancellationToken)
        );
        cinemas.UnionWith(
            await CinemasAsync(
                db.Reservations,
                named.Reservations,
                row => row.ReservationId,
                row => row.Showtime.Screen.CinemaId,
                cancellationToken
            )
        );
        cinemas.UnionWith(
            await CinemasAsync(
                db.Refunds,
                named.Refunds,
                row => row.RefundId,
                row => row.Payment.Reservation.Showtime.Screen.CinemaId,
                cancellationToken
            )
        );
        return Own is not { } own || cinemas.IsSubsetOf(own);
    }

    private static async Task<IReadOnlyList<int>> CinemasAsync<T>(
        IQueryable<T> rows,
        IReadOnlyCollection<int> ids,
        Expression<Func<T, int>> id,
        Expression<Func<T, int>> cinema,
        CancellationToken cancellationToken
    )
        where T : class => ids.Count == 0 ? [] : await rows.Within(ids, id).Select(cinema).Distinct().ToListAsync(cancellationToken);
}

/// <summary>What a call names, by kind of thing.</summary>
internal sealed record NamedCinemas(
    IReadOnlyCollection<int> Cinemas,
    IReadOnlyCollection<int> Screens,
    IReadOnlyCollection<int> Showtimes,
    IReadOnlyCollection<int> Reservations,
    IReadOnlyCollection<int> Refunds
);

internal static class CinemaQueries
{
    /// <summary>The rows of some cinemas (or of other ids); of all where that is null.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, IReadOnlyCollection<int>? cinemas, Expression<Func<T, int>> cinema) =>
        cinemas is null ? rows : Where(rows, cinemas, cinema);

    /// <summary>Rows that may be of no cinema are of none of these then.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, IReadOnlyCollection<int>? cinemas, Expression<Func<T, int?>> cinema) =>
        cinemas is null ? rows : Where(rows, cinemas.Select(id => (int?)id), cinema);

    private static IQueryable<T> Where<T, TId>(IQueryable<T> rows, IEnumerable<TId> wanted, Expression<Func<T, TId>> id)
    {
        // As a lambda's closure would have it: a parameter, so that the query is compiled once for all who ask.
        var ids = Expression.Property(Expression.Constant(new Wanted<TId>([.. wanted])), nameof(Wanted<TId>.Ids));
        var isOne = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TId)], ids, id.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(isOne, id.Parameters));
    }

    private sealed record Wanted<TId>(IEnumerable<TId> Ids);
}
