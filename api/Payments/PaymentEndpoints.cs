using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Db;

namespace MovieBooking.Api.Payments;

internal static partial class PaymentEndpoints
{
    // Stripe's events are a few kilobytes.
    private const int WebhookBytes = 64 * 1024;

    private static readonly TimeSpan s_refundsEvery = TimeSpan.FromSeconds(5);

    // It looks whether a day is over.
    private static readonly TimeSpan s_reconciliationEvery = TimeSpan.FromHours(1);

    public static IServiceCollection AddPayments(this IServiceCollection services) =>
        services
            .AddSingleton<PaymentSettings>()
            .AddSingleton<IPayments>(provider =>
                provider.GetRequiredService<PaymentSettings>() is { IsStripe: true } settings
                    ? new StripePayments(settings)
                    : new CounterPayments()
            )
            .AddSingleton<RefundBell>()
            .AddSingleton<RefundDelivery>()
            .AddSingleton<ReservationPayments>()
            .AddSingleton<Reconciler>()
            .AddPeriodicWork(provider => new PeriodicWork(
                "reconcile_payments",
                s_reconciliationEvery,
                (_, cancellationToken) => provider.GetRequiredService<Reconciler>().RunDailyAsync(cancellationToken)
            )
            {
                IsOn = provider.GetRequiredService<IPayments>().CollectsMoney,
            })
            .AddPeriodicWork(provider => new PeriodicWork(
                "make_refunds",
                s_refundsEvery,
                (connection, cancellationToken) => provider.GetRequiredService<RefundDelivery>().RunAsync(connection, cancellationToken)
            )
            {
                IsOn = provider.GetRequiredService<IPayments>().CollectsMoney,
                Bell = provider.GetRequiredService<RefundBell>().Bell,
            });

    public static RouteGroupBuilder MapPayments(this RouteGroupBuilder api)
    {
        // For the provider alone, which learns of it in docs/payments.md.
        api.MapPost("/payments/stripe/webhook", ReceiveStripeEvent).ExcludeFromDescription();
        return api;
    }

    public static void MapReservationPayment(this RouteGroupBuilder reservation) =>
        reservation
            .MapPost("/payment", CreatePayment)
            .OpenToKeys(ApiKeyScope.BookingsWrite)
            .WithErrors(
                ApiError.ReservationExpired,
                ApiError.ReservationCancelled,
                ApiError.ShowStarted,
                ApiError.PaymentNotRequired,
                ApiError.AmountNotChargeable,
                ApiError.PaymentUnavailable
            );

    /// <summary>Gives what a pending booking of yours is paid with, where a payment provider collects the money.</summary>
    /// <remarks>
    /// Hand `clientSecret` to the provider's form in the browser; card numbers go there, and never here. Asked again it answers the same payment.
    /// Then ConfirmReservation, which looks at the payment; the provider also tells of it by itself, should the page not come back.
    /// Money that comes too late gives the same seats if they are still free, and else goes back.
    /// 409 `payment_not_required`: it is paid at the cinema, costs nothing, or is confirmed.
    /// </remarks>
    /// <param name="reservationId">The booking.</param>
    private static async Task<Results<Ok<PaymentOrder>, ProblemHttpResult>> CreatePayment(
        int reservationId,
        ClaimsPrincipal caller,
        ReservationPayments payments,
        CancellationToken cancellationToken
    )
    {
        return await payments.OpenAsync(reservationId, caller, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchBookingOfYours"]);
    }

    /// <summary>What Stripe tells of a payment. Answered with 204 once it is on record, and when it is about nothing of ours.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> ReceiveStripeEvent(
        HttpContext http,
        IPayments provider,
        ReservationPayments payments,
        BookingTransaction booking,
        ILogger<ReservationPayments> logger,
        CancellationToken cancellationToken
    )
    {
        if (provider.Provider != StripePayments.Name)
        {
            return Problems.Result(ApiError.NotFound);
        }

        if (await ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Problems.Result(ApiError.PayloadTooLarge);
        }

        ProviderEvent told;
        try
        {
            told = provider.Read(body, http.Request.Headers["Stripe-Signature"]);
        }
        catch (ProviderRefusedException refusal)
        {
            LogRefused(logger, refusal.Code, refusal.Message);
            return refusal.Code switch
            {
                "signature" => Problems.Result(ApiError.InvalidSignature),
                "wrong_mode" => Problems.Result(ApiError.WrongMode, Texts.Problems["EventMode"]),
                _ => Problems.Result(ApiError.MalformedRequest),
            };
        }

        // One that is merely under way changes nothing here, and need not queue with the bookings of its show.
        if (
            told.Intent is { State: not IntentState.Open } intent
            && await payments.TakeAsync(intent, cancellationToken) == PaymentOutcome.Unknown
        )
        {
            LogUnknown(logger, intent.IntentId);
        }

        if (told.FailedRefundId is { } refundId)
        {
            await booking.ExecuteAsync(
                """
                UPDATE refunds
                SET status = 'dead', last_error = @reason, finished_at = UTC_TIMESTAMP(6)
                WHERE provider_refund_id = @refund_id AND status = 'made'
                """,
                cancellationToken,
                ("@refund_id", refundId),
                ("@reason", told.Reason)
            );
        }

        return TypedResults.NoContent();
    }

    /// <summary>The body as it was signed. Null: it is too long, and not read to its end.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WebhookBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > WebhookBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = Encoding.UTF8.GetString(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A webhook is refused ({Code}): {Reason}")]
    private static partial void LogRefused(ILogger logger, string code, string reason);

    [LoggerMessage(LogLevel.Information, "Stripe tells of {IntentId}, which is not a payment of ours.")]
    private static partial void LogUnknown(ILogger logger, string intentId);
}
