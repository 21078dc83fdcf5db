using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Payments;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Payments;

/// <summary>Without a provider everybody pays at the cinema, and nothing is asked of anybody.</summary>
[Collection(SharedApi.One)]
public sealed class CounterTests(TestApi api)
{
    [Fact]
    public async Task A_booking_is_confirmed_without_a_payment_and_there_is_nothing_to_pay()
    {
        var (showtimeId, customer) = (await api.Given.ShowtimeAsync(), await api.CustomerAsync());
        var pending = await customer.PendingAsync(showtimeId, await api.Given.SeatAsync(showtimeId, "A1"));

        await customer.PaymentAsync(pending).ProblemAsync(409, "payment_not_required");
        var confirmed = await customer.ConfirmAsync(pending).JsonAsync();

        Assert.Equal(("not_required", 8m, 0m, 0m), pending.Paid());
        Assert.Equal(("not_required", 8m, 0m, 0m), confirmed.Paid());
        Assert.Equal("counter", confirmed.Payment().Text("provider"));
        using var client = api.CreateClient();
        using var told = StripeStandIn.Delivery("{}", StripeApi.Webhook);
        await client.SendAsync(told).ProblemAsync(404, "not_found");
        Assert.Equal(0, await api.Database.ScalarAsync<int>("SELECT COUNT(*) FROM payments"));
    }

    [Theory]
    [InlineData(12.34, "USD", 1234L)]
    [InlineData(1200, "JPY", 1200L)]
    [InlineData(12.5, "JPY", null)]
    [InlineData(7.125, "USD", null)]
    [InlineData(7.120, "KWD", 7120L)]
    [InlineData(7.125, "KWD", null)]
    [InlineData(500, "ISK", 50000L)]
    [InlineData(500.5, "ISK", null)]
    [InlineData(500, "UGX", 50000L)]
    [InlineData(3000, "MGA", 3000L)]
    [InlineData(1000000, "USD", null)]
    public void An_amount_is_counted_as_Stripe_counts_it(double amount, string currency, long? units)
    {
        Assert.Equal(units, StripeAmounts.Units((decimal)amount, currency));
        Assert.True(units is null || StripeAmounts.Amount(units.Value, currency) == (decimal)amount);
    }

    [Theory]
    [InlineData(null, "", "", "", "", null)]
    [InlineData("stripe", "sk_test_a", "pk_test_b", "whsec_c", "", null)]
    [InlineData("stripe", "rk_live_a", "pk_live_b", "whsec_c", "https://stripe.example.org", null)]
    [InlineData("stripe", "sk_test_a", "pk_test_b", "whsec_c", "http://127.0.0.1:4242", null)]
    [InlineData("paypal", "", "", "", "", "Payments__Provider is `paypal`")]
    [InlineData("stripe", "", "pk_test_b", "whsec_c", "", "SecretKey is missing")]
    [InlineData("stripe", "pk_test_b", "pk_test_b", "whsec_c", "", "SecretKey is missing or no secret key")]
    [InlineData("stripe", "sk_test_a", "", "whsec_c", "", "PublishableKey is missing")]
    [InlineData("stripe", "sk_test_a", "pk_live_b", "whsec_c", "", "different modes")]
    [InlineData("stripe", "sk_live_a", "pk_live_b", "", "", "WebhookSecret is missing")]
    [InlineData("stripe", "sk_test_a", "pk_test_b", "whsec_c", "http://stripe.example.org", "https address")]
    [InlineData("counter", "sk_live_a", "", "", "", "Payments__Provider is counter")]
    public void Settings_that_do_not_fit_together_are_told(
        string? provider,
        string secretKey,
        string publishableKey,
        string webhookSecret,
        string apiBase,
        string? problem
    )
    {
        var settings = new PaymentSettings(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["Payments:Provider"] = provider,
                        ["Payments:Stripe:SecretKey"] = secretKey,
                        ["Payments:Stripe:PublishableKey"] = publishableKey,
                        ["Payments:Stripe:WebhookSecret"] = webhookSecret,
                        ["Payments:Stripe:ApiBase"] = apiBase,
                    }
                )
                .Build()
        );

        Assert.True(
            problem is null ? settings.Problem is null : settings.Problem?.Contains(problem, StringComparison.Ordinal) == true,
            settings.Problem
        );
    }
}
