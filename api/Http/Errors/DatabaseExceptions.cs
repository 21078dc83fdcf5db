using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MovieBooking.Api.Reservations.GiftCards;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Api.Seats;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Http;

/// <summary>What the database refused (SIGNAL 45000, see the SQL routines) or could not do in time.</summary>
internal sealed class DatabaseExceptions : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var database = exception.InDatabase();
        var isBusy = IsBusy(exception);
        if (database is null && !isBusy)
        {
            return false;
        }

        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer, and the statement was given up because of that.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (database?.ErrorCode == MySqlErrorCode.NoReferencedRow2 && database.Message.Contains("_user`", StringComparison.Ordinal))
        {
            // fk_seat_locks_user, fk_reservations_user: the token is good, but its user is gone.
            await Problems.WriteAsync(httpContext, Problems.Create(ApiError.Unauthenticated));
            return true;
        }

        if (database is not null && ApiError.FromDatabase(database.Number) is { } error)
        {
            return await TryExplainAsync(error, database, httpContext);
        }

        if (isBusy)
        {
            await Problems.WriteAsync(httpContext, Problems.Create(ApiError.Busy));
        }

        return isBusy;
    }

    /// <summary>Whether the database was not there, or took too long: asking again may do.</summary>
    private static bool IsBusy(Exception exception) =>
        exception.IsLostConnection()
        || exception.InDatabase() is { } database
            && (database.IsTransient || database.ErrorCode == MySqlErrorCode.CommandTimeoutExpired || database.IsContention());

    private static async ValueTask<bool> TryExplainAsync(ApiError error, MySqlException database, HttpContext http)
    {
        ProblemDetails problem;
        try
        {
            problem = await ExplainAsync(error, database, http);
        }
        catch (Exception exception) when (IsBusy(exception))
        {
            // The refusal's seats could not be read: asking again tells them.
            await Problems.WriteAsync(http, Problems.Create(ApiError.Busy));
            return true;
        }

        await Problems.WriteAsync(http, problem);
        return true;
    }

    private static async Task<ProblemDetails> ExplainAsync(ApiError error, MySqlException database, HttpContext http)
    {
        switch (database.Number)
        {
            case 45005:
                return Problems.Invalid("seatIds", Texts.Problems["SeatList"]);
            case 45006:
                return Problems.Invalid("seatIds", Texts.Problems["NotSeatsOfShowtime", database.Message]);
            case 45010:
            case 45012:
                return Problems.Refused(error, await RefusedSeatsAsync(database.Message, http));
            case 45015 or 45016 or 45017 or 45018:
                return ComeAgain(error, database.Message, http);
            case 45019:
                return Problems.Invalid("until", Texts.Problems["BlockEnd"]);
            case 45024:
                return Problems.Invalid("ticketIds", Texts.Problems["TicketList"]);
            case 45028:
                return CompanionPlace(error, database.Message);
            case 45030:
                return Problems.Create(error, Texts.Problems["Overlap", MovieIn(database.Message, "with ")]);
            case 45031:
                return Problems.Create(error, Texts.Problems["Buffer", MovieIn(database.Message, "from ")]);
            case 45032:
                return Problems.Create(error, Texts.Problems["SeatsTakenHere"]);
            case 45033:
                return BookedShowtime(error, database.Message, http.RequestServices.GetRequiredService<Currency>());
            case 45070:
                return Problems.Invalid("kinds", Texts.Problems["KindSeats"]);
            case 45071:
                return KindNotOffered(error, database.Message);
            case 45080:
                return PriceChanged(error, database.Message, "credit", http.RequestServices.GetRequiredService<Currency>());
            case 45081:
                return Problems.Invalid("given", Texts.Problems["GivenTooLittle"]);
            case 45087:
                return Problems.Invalid("showtimeId", Texts.Problems["OtherCinema"]);
            case 45090:
                return Problems.Invalid("code", Texts.Problems["VoucherUnknown"]);
            case 45091:
                return VoucherRefused(error, database.Message);
            case 45110:
                return Problems.Invalid("code", Texts.Problems["GiftCardUnknown"]);
            case 45140:
                return PriceChanged(error, database.Message, "giftCardAmount", http.RequestServices.GetRequiredService<Currency>());
            case 45111:
                return GiftCardRefused(error, database.Message);
            default:
                return Problems.Create(error);
        }
    }

    /// <summary>Reads the database's number of seconds to wait.</summary>
    private static ProblemDetails ComeAgain(ApiError error, string seconds, HttpContext http)
    {
        var wait = int.Parse(seconds, CultureInfo.InvariantCulture);
        var minutes = (wait + 59) / 60;
        var problem = Problems.Create(
            error,
            error == ApiError.ShowtimeLimit ? Texts.Problems["ComeAgainOrFinish", minutes]
                : error == ApiError.SignInPause ? Texts.Problems["ComeAgainToSignIn", minutes]
                : Texts.Problems["ComeAgain", minutes]
        );
        problem.Extensions["retryAt"] = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(wait);
        http.Response.Headers.RetryAfter = seconds;
        return problem;
    }

    /// <summary>Reads the database's moment: 2026-11-22 18:30:00.000000.</summary>
    private static ProblemDetails CompanionPlace(ApiError error, string releasedAt)
    {
        var problem = Problems.Create(error, Texts.Problems["CompanionLater"]);
        problem.Extensions["retryAt"] = DateTimeOffset.Parse(releasedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return problem;
    }

    /// <summary>The movie that the database's words name: Overlaps with Night Train.</summary>
    private static string MovieIn(string message, string word) =>
        message[(message.IndexOf(word, StringComparison.Ordinal) + word.Length)..];

    /// <summary>Reads the database's count of what is booked: 3,7,96.000 means 3 bookings of 7 tickets, with 96 due back.</summary>
    private static ProblemDetails BookedShowtime(ApiError error, string counts, Currency currency)
    {
        var parts = counts.Split(',');
        var problem = Problems.Create(error, Texts.Problems["CancelBookings"]);
        problem.Extensions["bookings"] = int.Parse(parts[0], CultureInfo.InvariantCulture);
        problem.Extensions["tickets"] = int.Parse(parts[1], CultureInfo.InvariantCulture);
        problem.Extensions["refundDue"] = currency.Round(decimal.Parse(parts[2], CultureInfo.InvariantCulture));
        return problem;
    }

    /// <summary>Reads what the seats cost now, and what is credited in an exchange, or paid by a gift card: 24.000 16.000.</summary>
    private static ProblemDetails PriceChanged(ApiError error, string amounts, string second, Currency currency)
    {
        var problem = Problems.Create(error);
        foreach (var (index, amount) in amounts.Split(' ').Index())
        {
            problem.Extensions[index == 0 ? "total" : second] = currency.Round(decimal.Parse(amount, CultureInfo.InvariantCulture));
        }

        return problem;
    }

    /// <summary>Reads which ticket cannot be of the kind that was asked for, and why: 53 2 rating.</summary>
    private static ProblemDetails KindNotOffered(ApiError error, string message)
    {
        var parts = message.Split(' ');
        var refusal = Word.Parse<KindRefusal>(parts[2]);
        var problem = Problems.Create(error, TicketKindMapping.Reason(refusal));
        problem.Extensions["refusedKind"] = new RefusedKind(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            refusal
        );
        return problem;
    }

    /// <summary>Reads why a voucher is not good: used.</summary>
    private static ProblemDetails VoucherRefused(ApiError error, string message)
    {
        var refusal = Word.Parse<VoucherRefusal>(message);
        var problem = Problems.Create(error, VoucherMapping.Reason(refusal));
        problem.Extensions["refusedFor"] = Word.Of(refusal);
        return problem;
    }

    /// <summary>Reads why a gift card pays nothing: empty.</summary>
    private static ProblemDetails GiftCardRefused(ApiError error, string message)
    {
        var refusal = Word.Parse<GiftCardRefusal>(message);
        var problem = Problems.Create(error, GiftCardMapping.Reason(refusal));
        problem.Extensions["refusedFor"] = Word.Of(refusal);
        return problem;
    }

    /// <summary>Reads the database's list of lost seats: 12s,13l means seat 12 sold, seat 13 locked.</summary>
    private static async Task<RefusedSeat[]> RefusedSeatsAsync(string list, HttpContext http)
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
        var labels = await http
            .RequestServices.GetRequiredService<SeatLabels>()
            .ReadAsync([.. refused.Select(seat => seat.SeatId)], http.RequestAborted);
        return [.. refused.Select(seat => new RefusedSeat(seat.SeatId, labels[seat.SeatId], seat.Reason))];
    }
}
