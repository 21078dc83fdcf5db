using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Access;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Payments;
using MovieBooking.Db;
using MovieBooking.Db.Model;

namespace MovieBooking.Api.Admin.Payments;

internal static class AdminPaymentEndpoints
{
    private const int MostLines = 1000;

    public static RouteGroupBuilder MapAdminPayments(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/payments").WithTags("Admin: payments");
        group.MapGet("/refunds", ListRefunds).OpenToManagers();
        group.MapPost("/refunds/{refundId:int}/resend", ResendRefund).OpenToManagers().WithErrors(ApiError.NotFound, ApiError.RefundMade);
        group.MapGet("/differences", GetPaymentDifferences).AdminsOnly();
        group.MapGet("/differences.csv", GetPaymentDifferencesFile).AdminsOnly().ProducesCsv();
        group.MapPost("/differences", ComparePayments).AdminsOnly().WithErrors(ApiError.PaymentNotRequired, ApiError.PaymentUnavailable);
        return admin;
    }

    /// <summary>The refunds that have not been made, or those with a status.</summary>
    /// <remarks>
    /// Admins, and managers for their cinemas. Each is tried again for a day, and then given up. Those whose turn comes last, or came last, stand
    /// first.
    /// </remarks>
    private static async Task<Ok<PageOf<RefundLine>>> ListRefunds(
        [AsParameters] RefundQuery query,
        CinemaScope scope,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        string[] statuses = query.Status is { } status ? [status] : [Word.Of(RefundStatus.Waiting), Word.Of(RefundStatus.Dead)];
        var page = await db
            .Refunds.Include(row => row.Payment.Reservation)
            .Within(scope.Cinemas(), row => row.Payment.Reservation.Showtime.Screen.CinemaId)
            .Where(row => statuses.Contains(row.Status))
            .OrderByDescending(row => row.NextAttemptAt)
            .ThenByDescending(row => row.RefundId)
            .PageAsync(query, cancellationToken);
        return TypedResults.Ok(
            new PageOf<RefundLine>([.. page.Items.Select(row => ToLine(row, currency))], page.Page, page.PageSize, page.Total)
        );
    }

    /// <summary>Sends a refund to the provider now that waits or was given up.</summary>
    /// <remarks>
    /// Admins, and managers of the cinema. It begins its day of attempts again, and is still made once. 409 `refund_made` where it is made, or an
    /// attempt is under way.
    /// </remarks>
    /// <param name="refundId">The refund.</param>
    private static async Task<Results<Ok<RefundLine>, ProblemHttpResult>> ResendRefund(
        int refundId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        RefundBell refunds,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var isDue = await booking.RunAsync(
            transaction => ResendAsync(transaction, refundId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        refunds.Bell.Ring();
        var row = await db
            .Refunds.Include(row => row.Payment.Reservation)
            .SingleOrDefaultAsync(row => row.RefundId == refundId, cancellationToken);
        return row is null ? Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchRefund"])
            : isDue ? TypedResults.Ok(ToLine(row, currency))
            : Problems.Result(ApiError.RefundMade);
    }

    /// <summary>Where the payment provider and the bookings differ, as of the last look: once a day, of the last seven days.</summary>
    /// <remarks>Admins only. docs/payments.md says what to do with each line.</remarks>
    private static async Task<Ok<PaymentComparison>> GetPaymentDifferences(
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await ReadAsync(db, currency, cancellationToken));

    /// <summary>The same as a file for a spreadsheet (CSV).</summary>
    /// <remarks>Admins only.</remarks>
    private static async Task<PushStreamHttpResult> GetPaymentDifferencesFile(
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var last = await LastAsync(db, cancellationToken);
        var lines = last is null ? [] : await LinesAsync(db, last.ReconciliationId, int.MaxValue, currency, cancellationToken);
        var comparedAt = last?.FinishedAt is { } finished ? Utc(finished) : (DateTimeOffset?)null;
        return Csv.File(
            lines
                .Select(line => new PaymentDifferenceRow(
                    Word.Of(line.Kind),
                    line.IntentId,
                    line.ReservationId,
                    line.Reference,
                    line.Expected,
                    line.Found,
                    line.Currency,
                    comparedAt
                ))
                .ToAsyncEnumerable(),
            "payment-differences.csv",
            cancellationToken
        );
    }

    /// <summary>Compares the payment provider and the bookings now.</summary>
    /// <remarks>
    /// Admins only. What was paid and never told here is taken on the way. 409 `payment_not_required` where no provider collects money.
    /// </remarks>
    private static async Task<Results<Ok<PaymentComparison>, ProblemHttpResult>> ComparePayments(
        IPayments payments,
        Reconciler reconciler,
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        if (!payments.CollectsMoney)
        {
            return Problems.Result(ApiError.PaymentNotRequired, Texts.Problems["PaidAtCinema"]);
        }

        try
        {
            await reconciler.RunAsync(cancellationToken);
        }
        catch (ProviderUnavailableException)
        {
            return Problems.Result(ApiError.PaymentUnavailable);
        }

        return TypedResults.Ok(await ReadAsync(db, currency, cancellationToken));
    }

    private static async Task<bool> ResendAsync(
        MySqlConnector.MySqlTransaction transaction,
        int refundId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var before = await transaction.QueryAsync(
            """
            SELECT payments.reservation_id, refunds.status, refunds.attempts
            FROM refunds
            INNER JOIN payments
                ON payments.payment_id = refunds.payment_id
            WHERE refunds.refund_id = @id
            """,
            row => (ReservationId: row.GetInt32(0), State: new SendingState(row.GetString(1), row.GetInt32(2))),
            cancellationToken,
            ("@id", refundId)
        );
        // One that waits and has no error is due by itself, or being sent right now.
        await using var resend = transaction.Command(
            """
            UPDATE refunds
            SET status = 'waiting', attempts = 0, next_attempt_at = UTC_TIMESTAMP(6), finished_at = NULL, provider_refund_id = NULL
            WHERE refund_id = @id AND (status = 'dead' OR (status = 'waiting' AND last_error IS NOT NULL))
            """,
            ("@id", refundId)
        );
        if (await resend.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            return false;
        }

        var record = AuditRecord.Of(
            AuditAction.Updated,
            AuditEntity.Reservation,
            before.Single().ReservationId,
            before.Single().State,
            new SendingState(Word.Of(RefundStatus.Waiting), 0)
        );
        await transaction.AuditAsync(actor, record, cancellationToken);
        return true;
    }

    private static Task<Reconciliation?> LastAsync(MovieBookingContext db, CancellationToken cancellationToken) =>
        db
            .Reconciliations.Where(row => row.FinishedAt != null)
            .OrderByDescending(row => row.ReconciliationId)
            .FirstOrDefaultAsync(cancellationToken);

    private static async Task<PaymentComparison> ReadAsync(
        MovieBookingContext db,
        Currency currency,
        CancellationToken cancellationToken
    ) =>
        await LastAsync(db, cancellationToken) is { } last
            ? new PaymentComparison(
                Utc(last.Since),
                Utc(last.FinishedAt!.Value),
                last.Intents,
                await LinesAsync(db, last.ReconciliationId, MostLines, currency, cancellationToken)
            )
            : new PaymentComparison(null, null, 0, []);

    private static async Task<IReadOnlyList<PaymentDifferenceLine>> LinesAsync(
        MovieBookingContext db,
        int reconciliationId,
        int most,
        Currency currency,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from line in db.PaymentDifferences
            where line.ReconciliationId == reconciliationId
            join reservation in db.Reservations on line.ReservationId equals reservation.ReservationId into reservations
            from reservation in reservations.DefaultIfEmpty()
            orderby line.PaymentDifferenceId
            select new { Line = line, Reference = (string?)reservation!.Reference }
        )
            .Take(most)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new PaymentDifferenceLine(
                Word.Parse<PaymentDifferenceKind>(row.Line.Kind),
                row.Line.IntentId,
                row.Line.ReservationId,
                row.Reference,
                row.Line.Expected is { } expected ? currency.Round(expected) : null,
                row.Line.Found is { } found ? currency.Round(found) : null,
                row.Line.Currency
            )),
        ];
    }

    private static RefundLine ToLine(Refund row, Currency currency)
    {
        var status = Word.Parse<RefundStatus>(row.Status);
        return new RefundLine(
            row.RefundId,
            row.Payment.ReservationId,
            row.Payment.Reservation.Reference,
            row.Payment.IntentId,
            currency.Round(row.Amount),
            row.Payment.Currency,
            status,
            Utc(row.CreatedAt),
            row.Attempts,
            row.LastError,
            status == RefundStatus.Waiting ? Utc(row.NextAttemptAt) : null
        );
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record SendingState(string RefundStatus, int RefundAttempts);
}
