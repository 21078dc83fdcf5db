using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Analytics;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Seats;
using MovieBooking.Api.Showtimes;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Fares;

internal static class FareEndpoints
{
    public static RouteGroupBuilder MapFares(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/fares").WithTags("Admin: fares").AdminsOnly();
        group.MapGet("", GetFares);
        group.MapPut("", UpdateFares);
        return admin;
    }

    /// <summary>The price list: base prices and multipliers, past, present and to come.</summary>
    /// <remarks>A seat costs base price x multiplier, both as valid on the show's day, rounded to the currency's minor unit
    /// (cents; whole yen), half of one upwards.</remarks>
    private static async Task<Ok<FareTable>> GetFares(
        MovieBookingContext db,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var days = await CinemaDays.ReadAsync(db, clock, cinemas: null, cancellationToken);
        return TypedResults.Ok(await ReadAsync(db, currency, days, cancellationToken));
    }

    /// <summary>Sets prices for shows from a day on, until the next day on the list.</summary>
    /// <remarks>
    /// Seats that are held, reserved or sold keep the price that was fixed for them. Setting the same day again replaces its
    /// prices. A day in the past is refused: it is past only when it is so at every cinema.
    /// </remarks>
    private static async Task<Results<Ok<FareTable>, ProblemHttpResult>> UpdateFares(
        UpdateFaresRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        Currency currency,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var days = await CinemaDays.ReadAsync(db, clock, cinemas: null, cancellationToken);
        if (request.ValidFrom < days.Earliest)
        {
            return TypedResults.Problem(
                Problems.Invalid("validFrom", Texts.Problems["FareInPast", days.Earliest.ToString("O", CultureInfo.InvariantCulture)])
            );
        }

        await booking.RunAsync(
            transaction => FareWriter.SetAsync(transaction, request, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return TypedResults.Ok(await ReadAsync(db, currency, days, cancellationToken));
    }

    private static async Task<FareTable> ReadAsync(
        MovieBookingContext db,
        Currency currency,
        CinemaDays days,
        CancellationToken cancellationToken
    )
    {
        var fares = await db.Fares.ToListAsync(cancellationToken);
        var multipliers = await db.FormatMultipliers.ToListAsync(cancellationToken);
        return new FareTable(
            currency.Code,
            days.Earliest,
            [
                .. fares
                    .Select(row => new Fare(Word.Parse<SeatClass>(row.SeatClass), row.ValidFrom, currency.Round(row.Price)))
                    .OrderBy(fare => fare.SeatClass)
                    .ThenByDescending(fare => fare.ValidFrom),
            ],
            [
                .. multipliers
                    .Select(row => new FormatMultiplier(Word.Parse<ScreenFormat>(row.Format), row.ValidFrom, row.Multiplier))
                    .OrderBy(factor => factor.Format)
                    .ThenByDescending(factor => factor.ValidFrom),
            ]
        );
    }
}
