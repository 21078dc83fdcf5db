using MovieBooking.Api.Auth;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What is done in the cinema itself: sold at the counter, kept back, let in at the door.</summary>
internal static class CounterExamples
{
    public static async Task RecordAsync(ExampleScene scene)
    {
        using var staff = await scene.WithRoleAsync("tess.holt@example.com", "staff", UserRole.Staff);
        scene.Things["shiftId"] = (await scene.AskAsync(staff, "OpenTill")).Int("shiftId");
        await scene.AskAsync(staff, "GetOpenTill");
        await scene.AskAsync(staff, "ListBoxOfficeShows", ("date", $"{scene.Things["startsAt"]}"[..10]));
        await SellAsync(scene, staff);
        await KeepBackAsync(scene, staff);
        await AdmitAsync(scene, staff);
        await scene.AskAsync(staff, "CloseTill");
    }

    private static async Task SellAsync(ExampleScene scene, HttpClient staff)
    {
        var later = (int)scene.Things["later"];
        var seats = await scene.SeatsAsync("B6", "B7");
        var quote = await scene.AskAsync(staff, "QuoteAtCounter", ("seatIds", seats), ("codes", new[] { scene.Things["giftCard"] }));
        (string, object) total = ("total", quote.Money("total"));
        var sold = await scene.AskAsync(staff, "SellAtCounter", ("seatIds", seats), ("method", "cash"), total, ("given", 20));
        var booking = sold.GetProperty("reservation");
        (string, object) id = ("reservationId", booking.Int("reservationId"));
        await scene.AskAsync(staff, "FindBoxOfficeBookings", ("q", booking.Text("reference")));
        await scene.AskAsync(staff, "GetBoxOfficeBooking", id);
        await scene.AskAsync(
            staff,
            "ExchangeTickets",
            id,
            ("ticketIds", booking.TicketIds("B6")),
            ("showtimeId", later),
            ("seatIds", await scene.Api.Given.SeatsAsync(later, "B6")),
            ("method", "card"),
            ("total", quote.Money("total") / 2),
            ("credit", quote.Money("total") / 2)
        );
        await scene.AskAsync(staff, "CancelAtCounter", id, ("ticketIds", booking.TicketIds("B7")), ("method", "cash"));
        await GiveBackAsync(scene, staff, quote.Money("total") / 2);
    }

    /// <summary>The cinema cancels what was sold here, and the money is given back over the counter.</summary>
    private static async Task GiveBackAsync(ExampleScene scene, HttpClient staff, decimal price)
    {
        var sold = await scene.AskAsync(
            staff,
            "SellAtCounter",
            ("seatIds", await scene.SeatsAsync("B8")),
            ("method", "card"),
            ("total", price)
        );
        (string, object) id = ("reservationId", sold.GetProperty("reservation").Int("reservationId"));
        await scene.AskAsync(scene.Admin, "CancelForCinema", id);
        await scene.AskAsync(staff, "RefundAtCounter", id, ("method", "card"));
    }

    private static async Task KeepBackAsync(ExampleScene scene, HttpClient staff)
    {
        var later = (int)scene.Things["later"];
        (string, object) show = ("showtimeId", later);
        (string, object) seats = ("seatIds", await scene.Api.Given.SeatsAsync(later, "A1", "A2"));
        var startsAt = (await scene.AskAsync(staff, "GetShowtime", show)).Time("startsAt");
        (string, object) until = ("until", ExampleJourney.Iso(startsAt.AddHours(-1)));
        await scene.AskAsync(staff, "BlockSeats", show, seats);
        await scene.AskAsync(staff, "ListBlockedSeats", show);
        await scene.AskAsync(staff, "ReleaseSeats", show, seats);
        var group = await scene.AskAsync(staff, "HoldGroup", show, seats, until, ("contact", "office@riverside.example"));
        (string, object) groupId = ("groupId", group.Int("groupId"));
        await scene.AskAsync(staff, "ListGroups");
        await scene.AskAsync(staff, "ChangeGroup", groupId, until);
        await scene.AskAsync(staff, "ReleaseGroup", groupId, ("seatIds", await scene.Api.Given.SeatsAsync(later, "A2")));
    }

    private static async Task AdmitAsync(ExampleScene scene, HttpClient staff)
    {
        await scene.AskAsync(staff, "ListDoorCinemas");
        await scene.AskAsync(staff, "ListDoorShowtimes");
        await scene.AskAsync(staff, "LookUpAtDoor");
        await scene.AskAsync(staff, "AdmitTickets", ("reference", scene.Things["reference"]), ("ticketIds", scene.Things["ticketIds"]));
        await scene.AskAsync(staff, "GetAdmissions");
        await scene.AskAsync(staff, "GetDoorList");
        await scene.AskAsync(staff, "ListDoorKeys");
    }
}
