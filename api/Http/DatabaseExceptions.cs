using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Seats;
using MySqlConnector;

namespace MovieBooking.Api.Http;

/// <summary>What the database refused (SIGNAL 45000, see the SQL routines) or could not do in time.</summary>
internal sealed class DatabaseExceptions(SeatLabels labels) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception.GetBaseException() is not MySqlException database)
        {
            return false;
        }

        if (ApiError.FromDatabase(database.Number) is { } error)
        {
            await Problems.WriteAsync(httpContext, await ExplainAsync(error, database, cancellationToken));
            return true;
        }

        if (database.IsTransient || database.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout)
        {
            httpContext.Response.Headers.RetryAfter = "1";
            await Problems.WriteAsync(httpContext, Problems.Create(ApiError.Busy));
            return true;
        }

        return false;
    }

    private async Task<ProblemDetails> ExplainAsync(ApiError error, MySqlException database, CancellationToken cancellationToken)
    {
        switch (database.Number)
        {
            case 45005:
                return Problems.Invalid("seatIds", database.Message + ".");
            case 45006:
                return Problems.Invalid("seatIds", $"Not seats of this showtime's screen: {database.Message}.");
            case 45010:
            case 45012:
                var problem = Problems.Create(error);
                problem.Extensions["seats"] = await RefusedSeatsAsync(database.Message, cancellationToken);
                return problem;
            default:
                return Problems.Create(error);
        }
    }

    /// <summary>Reads the database's list of lost seats: 12s,13l means seat 12 sold, seat 13 locked.</summary>
    private async Task<RefusedSeat[]> RefusedSeatsAsync(string list, CancellationToken cancellationToken)
    {
        var refused = list.Split(',')
            .Select(item =>
                (
                    SeatId: int.Parse(item.TrimEnd('s', 'l', 'u'), CultureInfo.InvariantCulture),
                    Reason: item[^1] switch
                    {
                        's' => SeatStatus.Sold,
                        'u' => SeatStatus.Unavailable,
                        _ => SeatStatus.Locked,
                    }
                )
            )
            .ToArray();
        var names = await labels.FindAsync([.. refused.Select(seat => seat.SeatId)], cancellationToken);
        return [.. refused.Select(seat => new RefusedSeat(seat.SeatId, names[seat.SeatId], seat.Reason))];
    }
}
