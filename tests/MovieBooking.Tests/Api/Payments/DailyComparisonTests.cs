using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using MovieBooking.Api.Hosting;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>The provider and the bookings are compared once a day, by the worker and nobody's click.</summary>
[Collection(StripeApi.Collection)]
public sealed class DailyComparisonTests(StripeApi stripe)
{
    private TestApi Api => stripe.Api;

    [Fact]
    public async Task Once_a_day_it_lists_intents_without_a_booking_and_bookings_without_an_intent()
    {
        var foreign = stripe.Stripe.Make(500, created: DateTimeOffset.UtcNow.AddHours(-1));
        stripe.Stripe.Confirm(foreign.ClientSecret);
        var (_, booking, _) = await stripe.PaidAsync(await Api.Given.ShowtimeAsync(), "A1");
        await Api.Database.ExecuteAsync(
            "UPDATE payments SET intent_id = CONCAT(intent_id, 'x') WHERE reservation_id = @id",
            ("@id", booking.Int("reservationId"))
        );
        var (clock, log, turns) = (new FakeTimeProvider(), new FakeLogCollector(), 0);
        var work = Api.Services.GetServices<PeriodicWork>().Single(work => work.Name == "reconcile_payments");
        Assert.True(work.IsOn);
        var counted = work with
        {
            RunAsync = async (connection, cancellationToken) =>
            {
                await work.RunAsync(connection, cancellationToken);
                Interlocked.Increment(ref turns);
            },
        };
        using var worker = new PeriodicWorker(Api.Services, [counted], clock, new FakeLogger<PeriodicWorker>(log));
        // The application, which has the lease, falls silent.
        await Api.Database.ExecuteAsync("UPDATE leases SET expires_at = UTC_TIMESTAMP(6) WHERE name = 'reconcile_payments'");
        await ADayPassesAsync();
        var before = await ComparedAsync();
        stripe.Stripe.Fail("GET v1/payment_intents", StripeFault.TooManyRequests);

        // Stripe is too busy, so that the next turn does it; then it is done for that day.
        await worker.StartAsync(CancellationToken.None);
        await Wait.UntilAsync(() =>
            Task.FromResult(log.GetSnapshot().Any(line => line.Message.Contains("fails", StringComparison.Ordinal)))
        );
        Assert.Equal(before, await ComparedAsync());
        await TurnAsync(1);
        await TurnAsync(2);
        Assert.Equal(before + 1, await ComparedAsync());
        await ADayPassesAsync();
        await TurnAsync(3);
        Assert.Equal(before + 2, await ComparedAsync());
        await worker.StopAsync(CancellationToken.None);

        using var manager = await Api.AdminAsync();
        var shown = await manager.GetAsync("/api/v1/admin/payments/differences").JsonAsync();
        var lines = shown.GetProperty("differences").EnumerateArray().ToList();
        Assert.Equal(
            "intent_without_booking",
            lines.Single(line => !line.IsNull("intentId") && line.Text("intentId") == foreign.Id).Text("kind")
        );
        Assert.Equal(
            "booking_without_intent",
            lines.Single(line => !line.IsNull("reservationId") && line.Int("reservationId") == booking.Int("reservationId")).Text("kind")
        );

        Task TurnAsync(int turn)
        {
            clock.Advance(work.Every);
            return Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref turns) == turn));
        }
    }

    private Task<int> ComparedAsync() => Api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM reconciliations");

    private Task<int> ADayPassesAsync() =>
        Api.Database.ExecuteAsync(
            "UPDATE reconciliations SET started_at = started_at - INTERVAL 1 DAY, finished_at = finished_at - INTERVAL 1 DAY"
        );
}
