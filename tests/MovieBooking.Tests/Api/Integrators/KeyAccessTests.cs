using System.Text.Json;
using System.Text.RegularExpressions;
using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>Every operation there is, and the scope of a key that opens it; "-": no key does.</summary>
[Collection(SharedApi.Two)]
public sealed partial class KeyAccessTests(TestApi api)
{
    private static readonly Dictionary<string, string> s_scopes = Read(
        """
        movies:read: ListMovies GetMovie ListMovieShowtimes ListGenres ListCinemas GetCinema ListCinemaShowtimes GetShowtime GetSeatMap
        movies:read: FindBestSeats StreamSeatEvents ListShowtimeKinds
        bookings:write: JoinQueue GetQueuePlace CreateReservation CreatePayment ConfirmReservation CancelReservation CancelTickets SetTicketKinds
        bookings:write: UseVoucher RemoveVoucher
        bookings:read: ListReservations GetReservation GetReservationCalendar GetTickets GetApplePasses GetGooglePasses GetTicketKinds
        events:read: ListEvents
        -: Register Login AdminLogin Refresh Logout GetMe UpdateMe ChangePassword ForgetPassword ResetPassword ChangeEmail ConfirmEmail
        -: FinishSignIn GetSecondFactor SetUpSecondFactor ConfirmSecondFactor SwitchSecondFactorOff RenewRecoveryCodes ResetSecondFactor
        -: ExportPersonalData DeleteAccount ListSessions EndOtherSessions EndSession LookUpReservation
        -: LockSeat UnlockSeat LockSeats UnlockSeats ExtendHolds
        -: JoinWaitingList GetWaitingPlace LeaveWaitingList ListWaitingPlaces GetShowtimeWaitingList
        -: ListBlockedSeats BlockSeats ReleaseSeats
        -: ListDoorCinemas ListDoorShowtimes LookUpAtDoor AdmitTickets GetAdmissions UndoAdmission
        -: ListBoxOfficeShows SellAtCounter GetBoxOfficeBooking FindBoxOfficeBookings CancelAtCounter RefundAtCounter ExchangeTickets
        -: GetOpenTill OpenTill CloseTill ListTills DownloadTills GetSalesByChannel DownloadSalesByChannel
        -: ListAllMovies CreateMovie GetAnyMovie UpdateMovie DeleteMovie UploadPoster
        -: ListAllShowtimes CreateShowtime CheckConflicts GetAnyShowtime UpdateShowtime DeleteShowtime
        -: GetShowtimeWaitingRoom OpenShowtimeWaitingRoom CloseShowtimeWaitingRoom
        -: GetMovieWaitingRoom OpenMovieWaitingRoom CloseMovieWaitingRoom
        -: GetSchedule DownloadSchedule RepeatSchedule GetFares UpdateFares
        -: ListVouchers CreateVoucher EndVoucher ListVoucherUses DownloadVoucherUses
        -: ListTicketKinds CreateTicketKind ReplaceTicketKind EndTicketKind
        -: ListAllCinemas CreateCinema UpdateCinema ListScreens CreateScreen UpdateScreen GetScreenSeats UpdateScreenSeats
        -: FindReservations GetAnyReservation CancelForCinema ListMessages ResendMessage ListPeople SetRole EndSessionsOf
        -: ListRefunds ResendRefund GetPaymentDifferences GetPaymentDifferencesFile ComparePayments
        -: ListAuditLog DownloadAuditLog GetAnalytics DownloadSales GetTopMovies DownloadTopMovies
        -: GetShowSales DownloadShowSales GetAdmissionsReport DownloadAdmissions DownloadAdmissionsPdf ImportShowtimes ImportMovies
        -: ListApiKeys CreateApiKey RevokeApiKey
        -: ListWebhooks CreateWebhook DeleteWebhook ChangeWebhookSecret ListWebhookDeliveries GetWebhookDelivery ReplayWebhookDelivery
        """
    );

    [Fact]
    public async Task A_key_without_scopes_opens_no_operation_and_one_with_all_of_them_none_of_management()
    {
        var document = await api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => (Method: one.Name, Path: path.Name, Operation: one.Value)))
            .ToDictionary(one => one.Operation.Text("operationId"));
        Assert.Equal(operations.Keys.Order(), s_scopes.Keys.Order());

        using var none = await WithoutScopesAsync();
        using var all = await api.ProgramAsync(["movies:read", "bookings:read", "bookings:write", "events:read"]);
        foreach (var (operationId, (method, path, operation)) in operations)
        {
            var scope = s_scopes[operationId];
            Assert.Equal($"{operationId} {scope}", $"{operationId} {Described(operation)}");
            Assert.Equal(
                $"{operationId} {(scope == "-" ? "403 key_not_allowed" : $"403 insufficient_scope {scope}")}",
                $"{operationId} {await CallAsync(none, method, path)}"
            );
            if (scope == "-")
            {
                Assert.Equal($"{operationId} 403 key_not_allowed", $"{operationId} {await CallAsync(all, method, path)}");
            }
        }
    }

    /// <summary>No admin can make one; the rows that a test writes can be anything.</summary>
    private async Task<HttpClient> WithoutScopesAsync()
    {
        var secret = ApiKeySecret.Create();
        await api.Database.ExecuteAsync(
            "INSERT INTO api_keys (name, prefix, key_hash, scopes, created_at) VALUES ('None', @prefix, @hash, '', UTC_TIMESTAMP(6))",
            ("@prefix", ApiKeySecret.Prefix(secret)),
            ("@hash", ApiKeySecret.Hash(secret))
        );
        return api.WithToken(secret);
    }

    private static async Task<string> CallAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), Parameter().Replace(path, "1"));
        using var answer = await client.SendAsync(request);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var scope = problem.TryGetProperty("scope", out var named) ? $" {named.GetString()}" : "";
        return $"{(int)answer.StatusCode} {problem.Text("code")}{scope}";
    }

    /// <summary>The scope that the description names.</summary>
    private static string Described(JsonElement operation)
    {
        var isForKeys = operation.GetProperty("security").EnumerateArray().Any(one => one.TryGetProperty("apiKey", out _));
        Assert.Equal(isForKeys, operation.TryGetProperty("x-api-key-scope", out var scope));
        return isForKeys ? scope.GetString()! : "-";
    }

    private static Dictionary<string, string> Read(string table) =>
        table
            .Split('\n')
            .Select(line => (Scope: line[..line.LastIndexOf(": ", StringComparison.Ordinal)], Operations: line.Split(": ")[^1].Trim()))
            .SelectMany(line => line.Operations.Split(' ').Select(operation => (operation, line.Scope)))
            .ToDictionary(row => row.operation, row => row.Scope);

    [GeneratedRegex("{[^}]+}", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parameter();
}
