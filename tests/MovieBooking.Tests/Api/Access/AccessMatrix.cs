namespace MovieBooking.Tests.Api;

/// <summary>An operation, the scope of a key that opens it ("-": none does), and the answer of each caller.</summary>
internal sealed record AccessRow(string Operation, string Scope, IReadOnlyDictionary<string, string> Answers);

/// <summary>
/// Every operation there is, and what each caller gets who names what is of one cinema: a customer's booking there (<c>owner</c>), a guest's
/// (<c>guest</c>) or a program's (<c>key</c>). An operation of the contract without its row fails, and so does a row without its operation.
/// </summary>
/// <remarks>
/// Callers: <c>anon</c> is nobody; <c>other</c> another customer; <c>ended</c> the owner with the access token of a session that has ended; <c>guest'</c> shows another guest's token; <c>staff</c> and <c>man</c>(ager) are of the
/// cinema, <c>staff'</c> and <c>man'</c> of another; <c>key0</c> lacks the scope, <c>key'</c> is another program's, for another cinema.
/// Answers: <c>ok</c>: let in, whatever is said then; <c>own</c> and <c>less</c>: let in, and what is the cinema's or the owner's is among it, or is not; <c>401</c>,
/// <c>403</c>, <c>404</c>; <c>nokey</c>: no key opens it; <c>scope</c>: this key does not; <c>cinema</c>: not for this cinema. Changes are made in
/// this order. Where nothing is paid online nobody is asked whose it is that is not to be paid (<c>CreatePayment</c>); and whoever shows no right
/// password is not told whose passkey it is (<c>RemovePasskey</c>). Nobody signs in at a provider where the settings name none (<c>SignInWithProvider</c>).
/// </remarks>
internal static class AccessMatrix
{
    private const string Table = """
        operation                   scope          anon   owner  other  ended  guest  guest' staff  staff' man    man'   admin  key    key0   key'
        # Public
        ListCinemas                 movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        GetCinema                   movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListCinemaShowtimes         movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListMovies                  movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        GetMovie                    movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListGenres                  movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        JoinQueue                   bookings:write ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        GetQueuePlace               bookings:write ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        CreateReservation           bookings:write ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  cinema
        CheckGiftCard               -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        LookUpReservation           -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        GetSeatMap                  movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        FindBestSeats               movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        StreamSeatEvents            movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListMovieShowtimes          movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        GetShowtime                 movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListShowtimeKinds           movies:read    ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     ok     scope  ok
        ListDoorKeys                -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        JoinWaitingList             -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        GetWaitingPlace             -              404    ok     404    401    401    401    404    404    404    404    404    nokey  nokey  nokey
        LeaveWaitingList            -              ok     ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        # Keys
        ListEvents                  events:read    401    403    403    403    401    401    403    403    403    403    403    ok     scope  ok
        # Auth
        Register                    -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        Login                       -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        AdminLogin                  -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        FinishSignIn                -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        BeginPasskeySignIn          -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        SignInWithPasskey           -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        AdminSignInWithPasskey      -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListProviders               -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        BeginExternalSignIn         -              404    404    404    404    401    401    404    404    404    404    404    nokey  nokey  nokey
        SignInWithProvider          -              404    404    404    404    401    401    404    404    404    404    404    nokey  nokey  nokey
        Refresh                     -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        Logout                      -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ForgetPassword              -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ResetPassword               -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ConfirmEmail                -              ok     ok     ok     ok     401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        # Signed in
        GetMe                       -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        UpdateMe                    -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ChangePassword              -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ChangeEmail                 -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ExportPersonalData          -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        DeleteAccount               -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListSessions                -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        GetSecondFactor             -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        SetUpSecondFactor           -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ConfirmSecondFactor         -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        SwitchSecondFactorOff       -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        RenewRecoveryCodes          -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListPasskeys                -              401    own    less   401    401    401    less   less   less   less   less   nokey  nokey  nokey
        BeginPasskey                -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        AddPasskey                  -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        RenamePasskey               -              401    ok     404    401    401    401    404    404    404    404    404    nokey  nokey  nokey
        RemovePasskey               -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListExternalLogins          -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        BeginExternalLogin          -              401    404    404    401    401    401    404    404    404    404    404    nokey  nokey  nokey
        ConnectExternalLogin        -              401    404    404    401    401    401    404    404    404    404    404    nokey  nokey  nokey
        DisconnectExternalLogin     -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListReservations            bookings:read  401    own    less   401    401    401    less   less   less   less   less   ok     scope  ok
        LockSeat                    -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        UnlockSeat                  -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        LockSeats                   -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        UnlockSeats                 -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ExtendHolds                 -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        ListWaitingPlaces           -              401    own    less   401    401    401    less   less   less   less   less   nokey  nokey  nokey
        EndSession                  -              401    ok     404    401    401    401    404    404    404    404    404    nokey  nokey  nokey
        EndOtherSessions            -              401    ok     ok     401    401    401    ok     ok     ok     ok     ok     nokey  nokey  nokey
        # Staff
        UndoAdmission               -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ListBlockedSeats            -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        BlockSeats                  -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ReleaseSeats                -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ListBoxOfficeShows          -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        QuoteAtCounter              -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        SellAtCounter               -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        FindBoxOfficeBookings       -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        GetBoxOfficeBooking         -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        CancelAtCounter             -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        RefundAtCounter             -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ExchangeTickets             -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        GetOpenTill                 -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        OpenTill                    -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ListGroups                  -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        HoldGroup                   -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ChangeGroup                 -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ReleaseGroup                -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        ListDoorCinemas             -              401    403    403    401    401    401    own    less   own    less   ok     nokey  nokey  nokey
        ListDoorShowtimes           -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        LookUpAtDoor                -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        AdmitTickets                -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        GetAdmissions               -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        GetDoorList                 -              401    403    403    401    401    401    ok     403    ok     403    ok     nokey  nokey  nokey
        CloseTill                   -              401    403    403    401    401    401    ok     404    ok     404    ok     nokey  nokey  nokey
        # Own bookings
        GetReservation              bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        GetReservationCalendar      bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        GetTickets                  bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        CreatePayment               bookings:write 401    ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     scope  ok
        GetTicketKinds              bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        SetTicketKinds              bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        ConfirmReservation          bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        CancelReservation           bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        CancelTickets               bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        GetApplePasses              bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        GetGooglePasses             bookings:read  401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        UseVoucher                  bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        RemoveVoucher               bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        UseGiftCard                 bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        RemoveGiftCard              bookings:write 401    ok     404    401    ok     404    404    404    404    404    404    ok     scope  404
        # Management
        GetAnalytics                -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadSales               -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        GetSalesByChannel           -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadSalesByChannel      -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        GetTopMovies                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadTopMovies           -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        GetShowSales                -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        DownloadShowSales           -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetAdmissionsReport         -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadAdmissions          -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadAdmissionsPdf       -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ListApiKeys                 -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        CreateApiKey                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListAuditLog                -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadAuditLog            -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        FindReservations            -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        GetAnyReservation           -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ListAllCinemas              -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        CreateCinema                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        UpdateCinema                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListScreens                 -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        CreateScreen                -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        UpdateScreen                -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetScreenSeats              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        UpdateScreenSeats           -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetFares                    -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        UpdateFares                 -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListTicketKinds             -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        CreateTicketKind            -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ReplaceTicketKind           -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ImportShowtimes             -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ImportMovies                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListMessages                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ResendMessage               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListAllMovies               -              401    403    403    401    401    401    403    403    ok     ok     ok     nokey  nokey  nokey
        CreateMovie                 -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        GetAnyMovie                 -              401    403    403    401    401    401    403    403    ok     ok     ok     nokey  nokey  nokey
        UpdateMovie                 -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        UploadPoster                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListRefunds                 -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        ResendRefund                -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetPaymentDifferences       -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ComparePayments             -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        GetPaymentDifferencesFile   -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ResetSecondFactor           -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListPeople                  -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadSchedule            -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetSchedule                 -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        RepeatSchedule              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetShowtimeWaitingList      -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ListAllShowtimes            -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        CreateShowtime              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        CheckConflicts              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetAnyShowtime              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        UpdateShowtime              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        ListTills                   -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        DownloadTills               -              401    403    403    401    401    401    403    403    own    less   ok     nokey  nokey  nokey
        ListVouchers                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadVouchers            -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        CreateVoucher               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListVoucherUses             -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadVoucherUses         -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListGiftCards               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadGiftCards           -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        IssueGiftCards              -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListGiftCardUses            -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DownloadGiftCardUses        -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        GetShowtimeWaitingRoom      -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        OpenShowtimeWaitingRoom     -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        CloseShowtimeWaitingRoom    -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        GetMovieWaitingRoom         -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        OpenMovieWaitingRoom        -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        CloseMovieWaitingRoom       -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListWebhooks                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        CreateWebhook               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ChangeWebhookSecret         -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ListWebhookDeliveries       -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        GetWebhookDelivery          -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ReplayWebhookDelivery       -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        ResetPasswordOf             -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DeleteShowtime              -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        EndTicketKind               -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        CancelForCinema             -              401    403    403    401    401    401    403    403    ok     403    ok     nokey  nokey  nokey
        DeleteMovie                 -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        RevokeApiKey                -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        DeleteWebhook               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        EndVoucher                  -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        CancelGiftCard              -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        EndSessionsOf               -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        SetRole                     -              401    403    403    401    401    401    403    403    403    403    ok     nokey  nokey  nokey
        """;

    public static IReadOnlyList<AccessRow> Read()
    {
        var lines = Table
            .Split('\n')
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var callers = lines[0][2..];
        return
        [
            .. lines
                .Skip(1)
                .Select(row => new AccessRow(row[0], row[1], callers.Zip(row[2..]).ToDictionary(cell => cell.First, cell => cell.Second))),
        ];
    }
}
