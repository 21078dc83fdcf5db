using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using MovieBooking.Api.Payments;
using MovieBooking.Load.Stripe;
using MovieBooking.Tests.Support;
using Net = global::Stripe;

namespace MovieBooking.Tests.Load;

/// <summary>The stand-in of Stripe is shaped by what Stripe publishes: its description of the API, and its own library for .NET.</summary>
public sealed class StripeStandInTests : IAsyncLifetime, IAsyncDisposable
{
    private StripeStandIn _stripe = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _stripe = await StripeStandIn.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_stripe.Address) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StripeStandIn.SecretKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _stripe.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Every_answer_and_every_event_is_of_its_published_schema_and_is_read_whole_by_Stripes_library()
    {
        var intent = Fits<Net.PaymentIntent>(
            await SendAsync(
                "payment_intents",
                ("amount", "800"),
                ("currency", "usd"),
                ("description", "Booking X"),
                ("metadata[payment_id]", "1")
            ),
            "payment_intent"
        );
        Assert.Equal("Booking X", (string?)intent["description"]);
        var (path, secret) = ($"payment_intents/{intent["id"]}", (string)intent["client_secret"]!);
        _stripe.Confirm(secret, StripeStandIn.DeclinedCard);
        var declined = await ReadAsync(path);
        Assert.Equal("insufficient_funds", (string?)declined["last_payment_error"]!["decline_code"]);
        _stripe.Confirm(secret, StripeStandIn.AuthenticatedCard);
        Assert.Equal("use_stripe_sdk", (string?)(await ReadAsync(path))["next_action"]!["type"]);
        _stripe.Authenticate(secret, passes: false);
        Assert.Equal("payment_intent_authentication_failure", (string?)(await ReadAsync(path))["last_payment_error"]!["code"]);
        _stripe.Confirm(secret);
        Assert.Equal(800, (int?)(await ReadAsync(path))["amount_received"]);
        var cancelled = await SendAsync($"payment_intents/{_stripe.Make(900).Id}/cancel");
        Assert.NotNull(Fits<Net.PaymentIntent>(cancelled, "payment_intent")["canceled_at"]);

        var refund = Fits<Net.Refund>(
            await SendAsync("refunds", ("payment_intent", $"{intent["id"]}"), ("amount", "300"), ("metadata[refund_id]", "1")),
            "refund"
        );
        _stripe.FailRefund($"{refund["id"]}");
        var refunds = Page(await GetAsync($"refunds?payment_intent={intent["id"]}"));
        Assert.Equal("failed", (string?)Fits<Net.Refund>(Assert.Single(refunds)!, "refund")["status"]);
        Assert.All(Page(await GetAsync("payment_intents?limit=1")), one => Fits<Net.PaymentIntent>(one!, "payment_intent"));

        Assert.Equal(8, _stripe.Events.Count);
        foreach (var told in _stripe.Events.Select(one => JsonNode.Parse(one)!))
        {
            Fits<Net.Event>(told, "event");
            Assert.Equal(Net.StripeConfiguration.ApiVersion, (string?)told["api_version"]);
            var about = told["data"]!["object"]!;
            _ = (string?)about["object"] == "refund" ? Fits<Net.Refund>(about, "refund") : Fits<Net.PaymentIntent>(about, "payment_intent");
        }
    }

    [Theory]
    [InlineData("amount=49&currency=usd", 400, "amount_too_small")]
    [InlineData("amount=8.00&currency=usd", 400, "parameter_invalid_integer")]
    [InlineData("amount=100000000&currency=usd", 400, "amount_too_large")]
    [InlineData("amount=-800&currency=usd", 400, "parameter_invalid_integer")]
    [InlineData("amount=1005&currency=kwd", 400, null)]
    [InlineData("amount=800&currency=dollars", 400, null)]
    [InlineData("amount=800&currency=usd&amount=900", 400, "parameter_invalid_integer")]
    [InlineData("amount=800", 400, "parameter_missing")]
    [InlineData("amount=800&currency=usd&capture_method=never", 400, null)]
    [InlineData("amount=800&currency=usd&automatic_payment_methods[enabled]=yes", 400, null)]
    [InlineData("amount=800&currency=usd&card[number]=4242424242424242", 400, "parameter_unknown")]
    [InlineData("amount=800&currency=usd&metadata[a_name_that_is_longer_than_the_forty_letters]=1", 400, "parameter_unknown")]
    public async Task It_refuses_what_Stripe_refuses(string form, int status, string? code)
    {
        using var content = new StringContent(form);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var answer = await _client.PostAsync("/v1/payment_intents", content);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, (string?)await ErrorAsync(answer, "code"));
        Assert.Empty(_stripe.Intents);
    }

    [Fact]
    public async Task Each_kind_of_refusal_is_an_error_as_Stripe_words_it()
    {
        var intent = _stripe.Make(800);
        _stripe.Fail("GET v1/payment_intents", StripeFault.TooManyRequests, StripeFault.ServerError);
        await IsAsync(GetAnswerAsync("payment_intents"), 429, "invalid_request_error");
        await IsAsync(GetAnswerAsync("payment_intents"), 500, "api_error");
        await IsAsync(GetAnswerAsync("payment_intents/pi_none"), 404, "invalid_request_error");
        await IsAsync(GetAnswerAsync("payment_intents?limit=101"), 400, "invalid_request_error");
        await IsAsync(GetAnswerAsync("nothing"), 404, "invalid_request_error");
        // More than was paid.
        _stripe.Confirm(intent.ClientSecret);
        await IsAsync(PostAsync("refunds", ("payment_intent", intent.Id), ("amount", "801")), 400, "invalid_request_error");
        await IsAsync(PostAsync($"payment_intents/{intent.Id}/cancel"), 400, "invalid_request_error");
        var other = _stripe.Make(800);
        await IsAsync(
            PostAsync(
                $"payment_intents/{other.Id}/confirm",
                ("client_secret", other.ClientSecret),
                ("payment_method", StripeStandIn.DeclinedCard)
            ),
            402,
            "card_error"
        );
        _client.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        using (await PostAsync("payment_intents", ("amount", "800"), ("currency", "usd")))
        {
            await IsAsync(PostAsync("payment_intents", ("amount", "900"), ("currency", "usd")), 400, "idempotency_error");
        }

        _client.DefaultRequestHeaders.Authorization = null;
        await IsAsync(GetAnswerAsync("payment_intents"), 401, "invalid_request_error");

        static async Task IsAsync(Task<HttpResponseMessage> asking, int status, string type)
        {
            using var answer = await asking;
            Assert.Equal((status, type), ((int)answer.StatusCode, (string?)await ErrorAsync(answer, "type")));
        }
    }

    [Fact]
    public async Task What_the_product_asks_for_is_understood()
    {
        var settings = _stripe.Settings.ToDictionary(one => one.Key, string? (one) => one.Value, StringComparer.Ordinal);
        using var payments = new StripePayments(new PaymentSettings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        var opened = await payments.OpenAsync(new IntentRequest(1, 2, "K7PX4MRW2T", 8, "USD"), CancellationToken.None);
        _stripe.Confirm(opened.ClientSecret!);
        var found = await payments.FindAsync(opened.IntentId, CancellationToken.None);
        var made = await payments.RefundAsync(new(7, opened.IntentId, 3, "USD", MayBeMade: false), CancellationToken.None);
        var again = await payments.RefundAsync(new(7, opened.IntentId, 3, "USD", MayBeMade: true), CancellationToken.None);
        var listed = await payments.ListAsync(DateTime.UtcNow.AddDays(-7), CancellationToken.None).ToListAsync();

        Assert.Equal((IntentState.Captured, 8m), (found.State, found.Captured));
        Assert.Equal("K7PX4MRW2T", Assert.Single(listed).Reference);
        Assert.Equal(made, again);
        Assert.Equal("Booking K7PX4MRW2T", Assert.Single(_stripe.Intents).Description);
        // More than is left of it.
        await Assert.ThrowsAsync<ProviderRefusedException>(() =>
            payments.RefundAsync(new(8, opened.IntentId, 5.01m, "USD", MayBeMade: false), CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("POST /v1/payment_intents", typeof(Net.PaymentIntentCreateOptions))]
    [InlineData("GET /v1/payment_intents", typeof(Net.PaymentIntentListOptions))]
    [InlineData("GET /v1/payment_intents/{id}", typeof(Net.PaymentIntentGetOptions))]
    [InlineData("POST /v1/payment_intents/{id}/cancel", typeof(Net.PaymentIntentCancelOptions))]
    [InlineData("POST /v1/refunds", typeof(Net.RefundCreateOptions))]
    [InlineData("GET /v1/refunds", typeof(Net.RefundListOptions))]
    public void It_knows_no_parameter_that_Stripes_library_does_not_have(string operation, Type options)
    {
        var names = options
            .GetProperties()
            .SelectMany(property => property.CustomAttributes)
            .Where(attribute => attribute.AttributeType.Name is "JsonPropertyAttribute" or "JsonPropertyNameAttribute")
            .Select(attribute => (string?)attribute.ConstructorArguments[0].Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(StripeParameters.Of(operation), name => Assert.Contains(name.Split('[')[0], names));
    }

    private async Task<JsonNode> ReadAsync(string path) => Fits<Net.PaymentIntent>(await GetAsync(path), "payment_intent");

    /// <summary>Of the schema, and the library reads of each field what it was.</summary>
    private static JsonNode Fits<T>(JsonNode answer, string schema)
        where T : Net.IStripeEntity
    {
        Assert.Empty(StripeDescription.Faults(answer, schema));
        var read = JsonNode.Parse(((Net.StripeEntity)(object)Net.StripeEntity.FromJson<T>(answer.ToJsonString())).ToJson())!;
        // What an event is about is looked at by itself.
        foreach (var (name, value) in answer.AsObject().Where(field => field.Key != "data"))
        {
            Assert.True(Has(read[name], value), $"{schema}/{name}: {value?.ToJsonString()} is read as {read[name]?.ToJsonString()}");
        }

        return answer;

        static bool Has(JsonNode? read, JsonNode? value) =>
            value is JsonObject given ? given.All(field => Has(read?[field.Key], field.Value)) : JsonNode.DeepEquals(read, value);
    }

    private static JsonArray Page(JsonNode answer)
    {
        Assert.Empty(StripeDescription.Faults(answer, "list"));
        return answer["data"]!.AsArray();
    }

    private static async Task<JsonNode?> ErrorAsync(HttpResponseMessage answer, string field)
    {
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Empty(StripeDescription.Faults(body, "error"));
        return body!["error"]![field];
    }

    private Task<HttpResponseMessage> GetAnswerAsync(string path) => _client.GetAsync($"/v1/{path}");

    private async Task<JsonNode> GetAsync(string path) => await BodyAsync(GetAnswerAsync(path));

    private async Task<JsonNode> SendAsync(string path, params (string Name, string Value)[] form) =>
        await BodyAsync(PostAsync(path, form));

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _client.PostAsync($"/v1/{path}", content);
    }

    private static async Task<JsonNode> BodyAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}
