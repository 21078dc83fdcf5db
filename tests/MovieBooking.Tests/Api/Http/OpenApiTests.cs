using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

[Collection(SharedApi.Two)]
public sealed class OpenApiTests(TestApi api)
{
    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_a_tag_and_its_errors()
    {
        var operations = Operations(await DocumentAsync());

        Assert.NotEmpty(operations);
        Assert.Equal(operations.Count, operations.Select(operation => operation.Json.Text("operationId")).Distinct().Count());
        Assert.All(
            operations,
            operation =>
            {
                Assert.NotEmpty(operation.Json.Text("summary"));
                Assert.True(operation.Json.TryGetProperty("description", out _), $"{operation.Route} has no description");
                Assert.NotEmpty(operation.Json.GetProperty("security").EnumerateArray());
                Assert.NotEmpty(operation.Json.GetProperty("tags").EnumerateArray());
                var responses = operation.Json.GetProperty("responses");
                Assert.Contains(responses.EnumerateObject(), response => response.Name[0] is '2');
                foreach (var error in responses.EnumerateObject().Where(response => response.Name[0] is '4' or '5'))
                {
                    Assert.True(
                        error.Value.GetProperty("content").TryGetProperty("application/problem+json", out _),
                        $"{operation.Route} {error.Name}"
                    );
                    Assert.Contains('`', error.Value.Text("description"));
                }

                // A bad token is refused everywhere.
                Assert.True(responses.TryGetProperty("401", out _), operation.Route);
                if (operation.Json.TryGetProperty("requestBody", out _))
                {
                    Assert.True(responses.TryGetProperty("400", out _) && responses.TryGetProperty("415", out _), operation.Route);
                }
            }
        );
    }

    [Fact]
    public async Task Each_code_of_a_problem_is_listed_with_its_meaning_and_its_remedy()
    {
        var document = await DocumentAsync();
        var listed = document
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("Problem")
            .GetProperty("properties")
            .GetProperty("code")
            .Text("description")
            .Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells is [_, _, ['`', ..], { Length: > 0 }, { Length: > 0 }, _])
            .Select(cells => cells[2].Trim('`'));

        var answered = Operations(document)
            .SelectMany(operation => operation.Json.GetProperty("responses").EnumerateObject())
            .Where(response => response.Name[0] is '4' or '5')
            .SelectMany(response => response.Value.Text("description").Split('`').Where((_, number) => number % 2 == 1));
        Assert.Empty(answered.Except(listed, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_example_of_a_problem_is_what_such_a_problem_is()
    {
        var document = await DocumentAsync();
        var required = document
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("Problem")
            .GetProperty("required")
            .EnumerateArray()
            .Select(name => name.GetString()!)
            .ToList();
        Assert.Contains("traceId", required);

        var examples = Operations(document)
            .SelectMany(operation => operation.Json.GetProperty("responses").EnumerateObject())
            .Where(response => response.Name[0] is '4' or '5')
            .Select(response => (response.Name, Json: Example(response.Value)))
            .ToList();

        Assert.All(
            examples,
            example =>
            {
                Assert.All(required, name => Assert.True(example.Json.TryGetProperty(name, out _), $"{example.Json} lacks {name}"));
                Assert.Equal(example.Name, $"{example.Json.Int("status")}");
                Assert.Equal(example.Json.Text("code") == "validation_failed", example.Json.TryGetProperty("errors", out _));
            }
        );
    }

    [Theory]
    [InlineData("get /api/v1/movies/{movieId}", "404", "/api/v1/movies/999999")]
    [InlineData("get /api/v1/movies", "400", "/api/v1/movies?page=x")]
    [InlineData("get /api/v1/auth/me", "401", "/api/v1/auth/me")]
    public async Task An_example_of_a_problem_is_what_the_api_answers(string route, string status, string path)
    {
        var operation = Assert.Single(Operations(await DocumentAsync()), operation => operation.Route == route).Json;
        var example = Example(operation.GetProperty("responses").GetProperty(status));

        using var answer = await api.CreateClient().GetAsync(path);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal((example.Text("code"), example.Text("title")), (problem.RootElement.Text("code"), problem.RootElement.Text("title")));
        Assert.Equal(example.Int("status"), problem.RootElement.Int("status"));
    }

    [Fact]
    public async Task Each_type_of_event_is_described_as_what_a_webhook_is_sent()
    {
        var document = await DocumentAsync();
        var types = document.GetProperty("components").GetProperty("schemas").GetProperty("EventType").GetProperty("enum");

        var webhooks = document.GetProperty("webhooks").EnumerateObject().ToList();

        Assert.Equal(types.EnumerateArray().Select(type => type.GetString()).Order(), webhooks.Select(webhook => webhook.Name).Order());
        Assert.All(
            webhooks.Select(webhook => webhook.Value.GetProperty("post")),
            post =>
            {
                Assert.Equal(
                    "#/components/schemas/WebhookMessage",
                    post.GetProperty("requestBody")
                        .GetProperty("content")
                        .GetProperty("application/json")
                        .GetProperty("schema")
                        .Text("$ref")
                );
                Assert.Equal(
                    ["webhook-id", "webhook-signature", "webhook-timestamp"],
                    post.GetProperty("parameters").EnumerateArray().Select(header => header.Text("name")).Order()
                );
            }
        );
    }

    [Fact]
    public async Task The_document_says_where_the_api_is_who_keeps_it_and_what_its_tags_are()
    {
        var document = await DocumentAsync();
        var tags = document.GetProperty("tags").EnumerateArray().ToDictionary(tag => tag.Text("name"), tag => tag.Text("description"));

        Assert.Equal("/", document.GetProperty("servers")[0].Text("url"));
        Assert.NotEmpty(document.GetProperty("info").GetProperty("contact").Text("name"));
        Assert.Equal(
            Operations(document)
                .SelectMany(one => one.Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!))
                .Distinct()
                .Order(),
            tags.Keys.Order()
        );
        Assert.All(tags.Values, Assert.NotEmpty);
    }

    [Theory]
    [InlineData("post /api/v1/auth/register", "Register", "201 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/login", "Login", "200 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/admin-login", "AdminLogin", "200 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/second-factor", "FinishSignIn", "200 400 401 403 413 415 429 500 503")]
    [InlineData("get /api/v1/auth/me/second-factor", "GetSecondFactor", "200 401 403 500 503")]
    [InlineData("post /api/v1/auth/me/second-factor", "SetUpSecondFactor", "200 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/second-factor/confirm", "ConfirmSecondFactor", "200 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/second-factor/off", "SwitchSecondFactorOff", "204 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/second-factor/recovery-codes", "RenewRecoveryCodes", "200 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/passkey/options", "BeginPasskeySignIn", "200 401 403 429 500 503")]
    [InlineData("post /api/v1/auth/passkey", "SignInWithPasskey", "200 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/passkey/admin", "AdminSignInWithPasskey", "200 400 401 403 413 415 429 500 503")]
    [InlineData("get /api/v1/auth/me/passkeys", "ListPasskeys", "200 401 403 500 503")]
    [InlineData("post /api/v1/auth/me/passkeys/options", "BeginPasskey", "200 400 401 403 409 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/passkeys", "AddPasskey", "201 400 401 403 409 413 415 429 500 503")]
    [InlineData("put /api/v1/auth/me/passkeys/{passkeyId}", "RenamePasskey", "204 400 401 403 404 413 415 500 503")]
    [InlineData("post /api/v1/auth/me/passkeys/{passkeyId}/remove", "RemovePasskey", "204 400 401 403 404 413 415 429 500 503")]
    [InlineData("get /api/v1/door/keys", "ListDoorKeys", "200 401 403 500 503")]
    [InlineData("get /api/v1/auth/openid", "ListProviders", "200 401 403 500 503")]
    [InlineData("post /api/v1/auth/openid/{provider}/begin", "BeginExternalSignIn", "200 401 403 404 429 500 503")]
    [InlineData("post /api/v1/auth/openid/{provider}", "SignInWithProvider", "200 400 401 403 404 409 413 415 429 500 503")]
    [InlineData("get /api/v1/auth/me/external-logins", "ListExternalLogins", "200 401 403 500 503")]
    [InlineData("post /api/v1/auth/me/external-logins/{provider}/begin", "BeginExternalLogin", "200 400 401 403 404 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/external-logins/{provider}", "ConnectExternalLogin", "200 400 401 403 404 409 413 415 429 500 503")]
    [InlineData(
        "post /api/v1/auth/me/external-logins/{provider}/remove",
        "DisconnectExternalLogin",
        "204 400 401 403 404 409 413 415 429 500 503"
    )]
    [InlineData("post /api/v1/admin/second-factor/reset", "ResetSecondFactor", "204 400 401 403 404 409 413 415 500 503")]
    [InlineData("post /api/v1/auth/password/forgot", "ForgetPassword", "202 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/password/reset", "ResetPassword", "204 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/me/email", "ChangeEmail", "202 400 401 403 413 415 429 500 503")]
    [InlineData("post /api/v1/auth/email/confirm", "ConfirmEmail", "204 400 401 403 409 413 415 429 500 503")]
    [InlineData("get /api/v1/admin/messages", "ListMessages", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/messages/{messageId}/resend", "ResendMessage", "200 401 403 404 409 500 503")]
    [InlineData("get /api/v1/auth/me", "GetMe", "200 401 403 500 503")]
    [InlineData("get /api/v1/auth/me/export", "ExportPersonalData", "200 401 403 500 503")]
    [InlineData("get /api/v1/auth/me/sessions", "ListSessions", "200 401 403 500 503")]
    [InlineData("delete /api/v1/auth/me/sessions", "EndOtherSessions", "204 401 403 500 503")]
    [InlineData("delete /api/v1/auth/me/sessions/{sessionId}", "EndSession", "204 401 403 404 500 503")]
    [InlineData("post /api/v1/auth/me/delete", "DeleteAccount", "204 400 401 403 409 413 415 429 500 503")]
    [InlineData("get /api/v1/movies", "ListMovies", "200 304 400 401 403 429 500 503")]
    [InlineData("get /api/v1/movies/{movieId}", "GetMovie", "200 304 401 403 404 429 500 503")]
    [InlineData("get /api/v1/movies/{movieId}/showtimes", "ListMovieShowtimes", "200 304 400 401 403 404 429 500 503")]
    [InlineData("get /api/v1/genres", "ListGenres", "200 304 400 401 403 429 500 503")]
    [InlineData("get /api/v1/cinemas", "ListCinemas", "200 304 400 401 403 429 500 503")]
    [InlineData("get /api/v1/cinemas/{cinemaId}", "GetCinema", "200 304 401 403 404 429 500 503")]
    [InlineData("get /api/v1/cinemas/{cinemaId}/showtimes", "ListCinemaShowtimes", "200 304 400 401 403 404 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}", "GetShowtime", "200 304 401 403 404 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/kinds", "ListShowtimeKinds", "200 304 401 403 404 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}/kinds", "GetTicketKinds", "200 401 403 404 429 500 503")]
    [InlineData("put /api/v1/reservations/{reservationId}/kinds", "SetTicketKinds", "200 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/seats", "GetSeatMap", "200 304 401 403 404 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/seats/events", "StreamSeatEvents", "200 401 403 404 409 429 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/seats/{seatId}/lock", "LockSeat", "200 401 403 404 409 429 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/seats/{seatId}/unlock", "UnlockSeat", "204 401 403 404 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/seats/lock", "LockSeats", "200 400 401 403 404 409 413 415 429 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/seats/unlock", "UnlockSeats", "204 400 401 403 404 413 415 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/seats/extend", "ExtendHolds", "200 401 403 404 409 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/seats/best", "FindBestSeats", "200 400 401 403 404 409 429 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/queue", "JoinQueue", "200 400 401 403 404 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/queue", "GetQueuePlace", "200 400 401 403 404 409 429 500 503")]
    [InlineData("post /api/v1/showtimes/{showtimeId}/waiting-list", "JoinWaitingList", "201 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("get /api/v1/showtimes/{showtimeId}/waiting-list", "GetWaitingPlace", "200 400 401 403 404 500 503")]
    [InlineData("delete /api/v1/showtimes/{showtimeId}/waiting-list", "LeaveWaitingList", "204 400 401 403 404 500 503")]
    [InlineData("get /api/v1/waiting-list", "ListWaitingPlaces", "200 401 403 500 503")]
    [InlineData("get /api/v1/admin/showtimes/{showtimeId}/waiting-list", "GetShowtimeWaitingList", "200 401 403 404 500 503")]
    [InlineData("post /api/v1/reservations", "CreateReservation", "201 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("post /api/v1/reservations/lookup", "LookUpReservation", "200 400 401 403 404 413 415 429 500 503")]
    [InlineData("get /api/v1/reservations", "ListReservations", "200 304 400 401 403 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}", "GetReservation", "200 401 403 404 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}/calendar", "GetReservationCalendar", "200 401 403 404 409 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}/tickets.pdf", "GetTickets", "200 400 401 403 404 409 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}/wallet/apple", "GetApplePasses", "200 401 403 404 409 429 500 503")]
    [InlineData("get /api/v1/reservations/{reservationId}/wallet/google", "GetGooglePasses", "200 401 403 404 409 429 500 503")]
    [InlineData("post /api/v1/reservations/{reservationId}/payment", "CreatePayment", "200 401 403 404 409 429 500 503")]
    [InlineData("get /api/v1/admin/payments/refunds", "ListRefunds", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/payments/refunds/{refundId}/resend", "ResendRefund", "200 401 403 404 409 500 503")]
    [InlineData("get /api/v1/admin/payments/differences", "GetPaymentDifferences", "200 401 403 500 503")]
    [InlineData("get /api/v1/admin/payments/differences.csv", "GetPaymentDifferencesFile", "200 401 403 500 503")]
    [InlineData("post /api/v1/admin/payments/differences", "ComparePayments", "200 401 403 409 500 503")]
    [InlineData("post /api/v1/reservations/{reservationId}/confirm", "ConfirmReservation", "200 400 401 402 403 404 409 422 429 500 503")]
    [InlineData("post /api/v1/reservations/{reservationId}/cancel", "CancelReservation", "200 400 401 403 404 409 422 429 500 503")]
    [InlineData(
        "post /api/v1/reservations/{reservationId}/tickets/cancel",
        "CancelTickets",
        "200 400 401 403 404 409 413 415 422 429 500 503"
    )]
    [InlineData("get /api/v1/admin/webhooks", "ListWebhooks", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/webhooks", "CreateWebhook", "201 400 401 403 413 415 500 503")]
    [InlineData("delete /api/v1/admin/webhooks/{webhookId}", "DeleteWebhook", "204 401 403 404 500 503")]
    [InlineData("post /api/v1/admin/webhooks/{webhookId}/secret", "ChangeWebhookSecret", "200 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/webhooks/{webhookId}/deliveries", "ListWebhookDeliveries", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}", "GetWebhookDelivery", "200 401 403 404 500 503")]
    [InlineData(
        "post /api/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}/replay",
        "ReplayWebhookDelivery",
        "200 401 403 404 500 503"
    )]
    [InlineData("get /api/v1/events", "ListEvents", "200 400 401 403 410 429 500 503")]
    [InlineData("get /api/v1/admin/reservations", "FindReservations", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/reservations/{reservationId}", "GetAnyReservation", "200 401 403 404 500 503")]
    [InlineData("post /api/v1/admin/reservations/{reservationId}/cancel", "CancelForCinema", "200 400 401 403 404 409 413 415 422 500 503")]
    [InlineData("get /api/v1/admin/movies", "ListAllMovies", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/showtimes", "ListAllShowtimes", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/movies", "CreateMovie", "201 400 401 403 409 413 415 422 500 503")]
    [InlineData("post /api/v1/admin/posters", "UploadPoster", "201 400 401 403 413 415 500 503")]
    [InlineData("get /api/v1/admin/movies/{movieId}", "GetAnyMovie", "200 401 403 404 500 503")]
    [InlineData("put /api/v1/admin/movies/{movieId}", "UpdateMovie", "200 400 401 403 404 409 412 413 415 500 503")]
    [InlineData("delete /api/v1/admin/movies/{movieId}", "DeleteMovie", "204 401 403 404 409 500 503")]
    [InlineData("post /api/v1/admin/showtimes", "CreateShowtime", "201 400 401 403 409 413 415 422 500 503")]
    [InlineData("post /api/v1/admin/showtimes/check-conflicts", "CheckConflicts", "200 400 401 403 413 415 500 503")]
    [InlineData("get /api/v1/admin/showtimes/{showtimeId}", "GetAnyShowtime", "200 401 403 404 500 503")]
    [InlineData("put /api/v1/admin/showtimes/{showtimeId}", "UpdateShowtime", "200 400 401 403 404 409 413 415 500 503")]
    [InlineData("delete /api/v1/admin/showtimes/{showtimeId}", "DeleteShowtime", "204 400 401 403 404 409 500 503")]
    [InlineData("get /api/v1/admin/showtimes/{showtimeId}/waiting-room", "GetShowtimeWaitingRoom", "200 401 403 404 500 503")]
    [InlineData(
        "put /api/v1/admin/showtimes/{showtimeId}/waiting-room",
        "OpenShowtimeWaitingRoom",
        "200 400 401 403 404 409 413 415 500 503"
    )]
    [InlineData("delete /api/v1/admin/showtimes/{showtimeId}/waiting-room", "CloseShowtimeWaitingRoom", "204 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/movies/{movieId}/waiting-room", "GetMovieWaitingRoom", "200 401 403 404 500 503")]
    [InlineData("put /api/v1/admin/movies/{movieId}/waiting-room", "OpenMovieWaitingRoom", "200 400 401 403 404 413 415 500 503")]
    [InlineData("delete /api/v1/admin/movies/{movieId}/waiting-room", "CloseMovieWaitingRoom", "204 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/schedule", "GetSchedule", "200 400 401 403 404 500 503")]
    [InlineData("post /api/v1/admin/schedule/repeat", "RepeatSchedule", "200 400 401 403 404 409 413 415 422 500 503")]
    [InlineData("get /api/v1/admin/fares", "GetFares", "200 401 403 500 503")]
    [InlineData("put /api/v1/admin/fares", "UpdateFares", "200 400 401 403 413 415 500 503")]
    [InlineData("get /api/v1/admin/cinemas/{cinemaId}/ticket-kinds", "ListTicketKinds", "200 401 403 404 500 503")]
    [InlineData("post /api/v1/admin/cinemas/{cinemaId}/ticket-kinds", "CreateTicketKind", "201 400 401 403 404 409 413 415 422 500 503")]
    [InlineData(
        "put /api/v1/admin/cinemas/{cinemaId}/ticket-kinds/{kindId}",
        "ReplaceTicketKind",
        "200 400 401 403 404 409 413 415 500 503"
    )]
    [InlineData("delete /api/v1/admin/cinemas/{cinemaId}/ticket-kinds/{kindId}", "EndTicketKind", "204 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/cinemas", "ListAllCinemas", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/cinemas", "CreateCinema", "201 400 401 403 409 413 415 422 500 503")]
    [InlineData("put /api/v1/admin/cinemas/{cinemaId}", "UpdateCinema", "200 400 401 403 404 409 413 415 500 503")]
    [InlineData("get /api/v1/admin/screens", "ListScreens", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/screens", "CreateScreen", "201 400 401 403 409 413 415 422 500 503")]
    [InlineData("put /api/v1/admin/screens/{screenId}", "UpdateScreen", "200 400 401 403 404 409 413 415 500 503")]
    [InlineData("get /api/v1/admin/screens/{screenId}/seats", "GetScreenSeats", "200 401 403 404 500 503")]
    [InlineData("put /api/v1/admin/screens/{screenId}/seats", "UpdateScreenSeats", "200 400 401 403 404 413 415 500 503")]
    [InlineData("get /api/v1/admin/api-keys", "ListApiKeys", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/api-keys", "CreateApiKey", "201 400 401 403 413 415 500 503")]
    [InlineData("delete /api/v1/admin/api-keys/{keyId}", "RevokeApiKey", "204 401 403 404 500 503")]
    [InlineData("get /api/v1/box-office/showtimes", "ListBoxOfficeShows", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/box-office/showtimes/{showtimeId}/quotes", "QuoteAtCounter", "200 400 401 403 404 409 413 415 429 500 503")]
    [InlineData("post /api/v1/box-office/showtimes/{showtimeId}/sales", "SellAtCounter", "201 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("get /api/v1/box-office/bookings", "FindBoxOfficeBookings", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/box-office/bookings/{reservationId}", "GetBoxOfficeBooking", "200 401 403 404 500 503")]
    [InlineData(
        "post /api/v1/box-office/bookings/{reservationId}/cancel",
        "CancelAtCounter",
        "200 400 401 403 404 409 413 415 422 500 503"
    )]
    [InlineData(
        "post /api/v1/box-office/bookings/{reservationId}/refunds",
        "RefundAtCounter",
        "200 400 401 403 404 409 413 415 422 500 503"
    )]
    [InlineData(
        "post /api/v1/box-office/bookings/{reservationId}/exchange",
        "ExchangeTickets",
        "201 400 401 403 404 409 413 415 422 500 503"
    )]
    [InlineData("get /api/v1/box-office/cinemas/{cinemaId}/tills", "GetOpenTill", "200 401 403 404 500 503")]
    [InlineData("post /api/v1/box-office/cinemas/{cinemaId}/tills", "OpenTill", "201 400 401 403 404 409 413 415 500 503")]
    [InlineData("post /api/v1/box-office/tills/{shiftId}/close", "CloseTill", "200 400 401 403 404 409 413 415 500 503")]
    [InlineData("get /api/v1/box-office/groups", "ListGroups", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/box-office/showtimes/{showtimeId}/groups", "HoldGroup", "201 400 401 403 404 409 413 415 422 500 503")]
    [InlineData("put /api/v1/box-office/groups/{groupId}", "ChangeGroup", "200 400 401 403 404 409 413 415 500 503")]
    [InlineData("post /api/v1/box-office/groups/{groupId}/release", "ReleaseGroup", "200 400 401 403 404 413 415 500 503")]
    [InlineData("get /api/v1/admin/analytics/channels", "GetSalesByChannel", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/channels.csv", "DownloadSalesByChannel", "200 400 401 403 404 500 503")]
    [InlineData("put /api/v1/reservations/{reservationId}/voucher", "UseVoucher", "200 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("delete /api/v1/reservations/{reservationId}/voucher", "RemoveVoucher", "200 400 401 403 404 409 422 429 500 503")]
    [InlineData("put /api/v1/reservations/{reservationId}/gift-card", "UseGiftCard", "200 400 401 403 404 409 413 415 422 429 500 503")]
    [InlineData("delete /api/v1/reservations/{reservationId}/gift-card", "RemoveGiftCard", "200 400 401 403 404 409 422 429 500 503")]
    [InlineData("get /api/v1/admin/gift-cards/{cardId}/uses", "ListGiftCardUses", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/gift-cards/{cardId}/uses.csv", "DownloadGiftCardUses", "200 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/vouchers", "ListVouchers", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/vouchers.csv", "DownloadVouchers", "200 401 403 500 503")]
    [InlineData("post /api/v1/admin/vouchers", "CreateVoucher", "201 400 401 403 413 415 500 503")]
    [InlineData("delete /api/v1/admin/vouchers/{voucherId}", "EndVoucher", "204 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/vouchers/{voucherId}/uses", "ListVoucherUses", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/vouchers/{voucherId}/uses.csv", "DownloadVoucherUses", "200 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/gift-cards", "ListGiftCards", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/gift-cards.csv", "DownloadGiftCards", "200 401 403 500 503")]
    [InlineData("post /api/v1/admin/gift-cards", "IssueGiftCards", "201 400 401 403 413 415 500 503")]
    [InlineData("delete /api/v1/admin/gift-cards/{cardId}", "CancelGiftCard", "204 401 403 404 500 503")]
    [InlineData("post /api/v1/gift-cards/balance", "CheckGiftCard", "200 400 401 403 413 415 429 500 503")]
    [InlineData("get /api/v1/admin/tills", "ListTills", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/tills.csv", "DownloadTills", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/audit-log", "ListAuditLog", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/audit-log.csv", "DownloadAuditLog", "200 400 401 403 500 503")]
    [InlineData("post /api/v1/admin/import/showtimes", "ImportShowtimes", "200 400 401 403 404 409 413 415 422 500 503")]
    [InlineData("post /api/v1/admin/import/movies", "ImportMovies", "200 400 401 403 409 413 415 422 500 503")]
    [InlineData("get /api/v1/admin/analytics/shows", "GetShowSales", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/shows.csv", "DownloadShowSales", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/admissions", "GetAdmissionsReport", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/admissions.csv", "DownloadAdmissions", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/admissions.pdf", "DownloadAdmissionsPdf", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/schedule.csv", "DownloadSchedule", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/sales.csv", "DownloadSales", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/top_movies.csv", "DownloadTopMovies", "200 400 401 403 500 503")]
    [InlineData("get /api/v1/admin/analytics", "GetAnalytics", "200 400 401 403 404 500 503")]
    [InlineData("get /api/v1/admin/analytics/top_movies", "GetTopMovies", "200 400 401 403 500 503")]
    public async Task An_operation_lists_what_it_answers(string route, string operationId, string statuses)
    {
        var operation = Assert.Single(Operations(await DocumentAsync()), operation => operation.Route == route).Json;

        Assert.Equal(operationId, operation.Text("operationId"));
        Assert.Equal(
            statuses,
            string.Join(
                ' ',
                operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal)
            )
        );
    }

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = await api.CreateClient().GetStringAsync("/swagger/v1/swagger.yaml");

        Assert.Equal((await File.ReadAllTextAsync(Committed())).Trim().ReplaceLineEndings(), served.Trim().ReplaceLineEndings());
    }

    [Fact]
    public async Task The_page_to_try_it_out_is_served()
    {
        Assert.Contains("swagger-ui", await api.CreateClient().GetStringAsync("/swagger/index.html"), StringComparison.Ordinal);
    }

    private Task<JsonElement> DocumentAsync() => api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();

    private static List<(string Route, JsonElement Json)> Operations(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value))),
        ];

    private static JsonElement Example(JsonElement response) =>
        response.GetProperty("content").GetProperty("application/problem+json").GetProperty("example");

    private static string Committed()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MovieBooking.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "openapi.yaml");
    }
}
