using System.Globalization;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>
/// Whose an operation is: of <c>Admins</c> alone; of managers, and about no cinema (<c>Free</c>); about a cinema that it names, so that another's manager is
/// refused (<c>Named</c>); or about all cinemas of who asks (<c>Narrowed</c>).
/// </summary>
internal enum Access
{
    Admins,
    Free,
    Named,
    Narrowed,
}

/// <summary>An operation as a manager calls it, and what it answers.</summary>
/// <param name="Status">To a manager of the cinema.</param>
/// <param name="Marker">What of the cinema is in that answer, and in no other manager's.</param>
internal sealed record MatrixRow(Access Access, int Status = 200, string Query = "", object? Body = null, string? Marker = null);

/// <summary>Every operation of management there is, in the order in which they are called. A new one needs its row here.</summary>
internal static class ManagerMatrix
{
    public static Dictionary<string, MatrixRow> Of(ManagedHouse house)
    {
        var (cinema, screen, movie) = (house.CinemaId, house.ScreenId, house.MovieId);
        var days = string.Create(
            CultureInfo.InvariantCulture,
            $"from={Given.Today.AddDays(-1):yyyy-MM-dd}&to={Given.Today.AddDays(3):yyyy-MM-dd}"
        );
        var ofCinema = string.Create(CultureInfo.InvariantCulture, $"cinemaId={cinema}");
        var three = "\"tickets\":3";
        Dictionary<string, MatrixRow> rows = new()
        {
            ["ListAllMovies"] = new(Access.Free),
            ["GetAnyMovie"] = new(Access.Free),
            ["ListAllCinemas"] = new(Access.Narrowed, Query: "pageSize=100", Marker: house.Name),
            ["ListScreens"] = new(Access.Narrowed, Query: "pageSize=100", Marker: $"\"screenId\":{screen},"),
            ["ListAllShowtimes"] = new(Access.Narrowed, Query: "pageSize=100", Marker: house.Title),
            ["GetAnyShowtime"] = new(Access.Named),
            ["CheckConflicts"] = new(Access.Named, Body: Planned(movie, screen, 5)),
            ["CreateShowtime"] = new(Access.Named, 201, Body: Planned(movie, screen, 5)),
            ["UpdateShowtime"] = new(Access.Named, Body: Planned(movie, screen, 2)),
            // It is sold, and says so: nothing is lost by asking.
            ["DeleteShowtime"] = new(Access.Named, 409),
            ["OpenShowtimeWaitingRoom"] = new(Access.Named, Body: new { admissionsPerMinute = 60, bookingMinutes = 10 }),
            ["GetShowtimeWaitingRoom"] = new(Access.Named),
            ["GetShowtimeWaitingList"] = new(Access.Named),
            ["CloseShowtimeWaitingRoom"] = new(Access.Named, 204),
            ["GetSchedule"] = new(Access.Named, Query: ofCinema),
            ["DownloadSchedule"] = new(Access.Named, Query: ofCinema),
            ["RepeatSchedule"] = new(
                Access.Named,
                Body: new
                {
                    cinemaId = cinema,
                    from = Given.Today.AddDays(2),
                    to = (DateOnly[])[Given.Today.AddDays(9)],
                    dryRun = true,
                }
            ),
            ["ImportShowtimes"] = new(
                Access.Named,
                Body: new
                {
                    cinemaId = cinema,
                    csv = "screen,movieTitle,startsAt",
                    dryRun = true,
                }
            ),
            ["CreateScreen"] = new(
                Access.Named,
                201,
                Body: new
                {
                    cinemaId = cinema,
                    name = "The new one",
                    format = "2D",
                }
            ),
            ["UpdateScreen"] = new(Access.Named, Body: new { name = "The old one", format = "2D" }),
            ["GetScreenSeats"] = new(Access.Named),
            ["UpdateScreenSeats"] = new(Access.Named, Body: new { outOfService = (int[])[] }),
            ["ListTicketKinds"] = new(Access.Named),
            ["CreateTicketKind"] = new(Access.Named, 201, Body: new { name = "Early bird", factor = 0.8m }),
            ["ReplaceTicketKind"] = new(Access.Named, Body: new { name = "Late bird", factor = 0.9m }),
            ["EndTicketKind"] = new(Access.Named, 204),
            ["FindReservations"] = new(Access.Narrowed, Query: $"q={house.Reference}", Marker: house.Reference),
            ["GetAnyReservation"] = new(Access.Named),
            ["ListRefunds"] = new(Access.Narrowed, Query: "pageSize=100", Marker: house.Reference),
            ["ResendRefund"] = new(Access.Named),
            ["ListTills"] = new(Access.Narrowed, Marker: house.Name),
            ["DownloadTills"] = new(Access.Narrowed, Marker: house.Name),
            ["GetAnalytics"] = new(Access.Narrowed, Marker: three),
            ["DownloadSales"] = new(Access.Narrowed, Marker: house.Name),
            ["GetSalesByChannel"] = new(Access.Narrowed, Marker: three),
            ["DownloadSalesByChannel"] = new(Access.Narrowed, Marker: house.Name),
            ["GetShowSales"] = new(Access.Named, Query: ofCinema),
            ["DownloadShowSales"] = new(Access.Named, Query: ofCinema),
            ["GetAdmissionsReport"] = new(Access.Narrowed, Query: days, Marker: house.Name),
            ["DownloadAdmissions"] = new(Access.Narrowed, Query: days, Marker: house.Name),
            ["DownloadAdmissionsPdf"] = new(Access.Named, Query: ofCinema),
            ["CancelForCinema"] = new(Access.Named, Body: new { reason = "The projector is broken" }),
            ["ListAuditLog"] = new(Access.Narrowed, Query: "pageSize=100", Marker: house.Reference),
            ["DownloadAuditLog"] = new(Access.Narrowed, Marker: house.Reference),
        };
        foreach (var operation in AdminsAlone.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            rows.Add(operation, new(Access.Admins));
        }

        return rows;
    }

    private const string AdminsAlone = """
        CreateMovie UpdateMovie DeleteMovie UploadPoster ImportMovies GetMovieWaitingRoom OpenMovieWaitingRoom CloseMovieWaitingRoom
        GetFares UpdateFares GetTopMovies DownloadTopMovies ListVouchers CreateVoucher EndVoucher ListVoucherUses DownloadVoucherUses
        CreateCinema UpdateCinema ListMessages ResendMessage ListPeople SetRole EndSessionsOf ResetSecondFactor
        ListApiKeys CreateApiKey RevokeApiKey
        ListWebhooks CreateWebhook DeleteWebhook ChangeWebhookSecret ListWebhookDeliveries GetWebhookDelivery ReplayWebhookDelivery
        GetPaymentDifferences GetPaymentDifferencesFile ComparePayments
        """;

    private static object Planned(int movieId, int screenId, int days) =>
        new
        {
            movieId,
            screenId,
            startsAt = ManagerCalls.Iso(DateTime.UtcNow.Date.AddDays(days).AddHours(18)),
        };
}
