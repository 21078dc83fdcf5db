using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What customers and guests do: hold, book, pay with a code, cancel, wait.</summary>
internal static class BookingExamples
{
    public static async Task RecordAsync(ExampleScene scene)
    {
        var things = scene.Things;
        var session = await scene.AskAsync(scene.Anybody, "Login");
        using var customer = scene.Api.WithToken(session.Text("accessToken"));
        await HoldAsync(scene, customer);
        await CodesAsync(scene);

        var seats = await scene.SeatsAsync("D6", "D7");
        var booking = await scene.AskAsync(customer, "CreateReservation", ("seatIds", seats));
        (string, object) reservation = ("reservationId", booking.Int("reservationId"));
        await scene.AskAsync(customer, "GetTicketKinds", reservation);
        await scene.AskAsync(
            customer,
            "SetTicketKinds",
            reservation,
            ("kinds", new[] { new { seatId = seats[1], kindId = things["kindId"] } })
        );
        await scene.AskAsync(customer, "UseGiftCard", reservation, ("code", things["giftCard"]));
        await scene.AskAsync(customer, "RemoveGiftCard", reservation);
        await scene.AskAsync(customer, "UseVoucher", reservation, ("code", things["voucher"]));
        await scene.AskAsync(customer, "RemoveVoucher", reservation);
        await scene.AskAsync(customer, "UseVoucher", reservation, ("code", things["voucher"]));
        await scene.AskAsync(customer, "UseGiftCard", reservation, ("code", things["giftCard"]));
        var confirmed = await scene.AskAsync(customer, "ConfirmReservation", reservation);
        await scene.AskAsync(customer, "GetReservation", reservation);
        await scene.AskAsync(customer, "ListReservations", ("pageSize", 2));
        await scene.AskAsync(customer, "GetGooglePasses", reservation);
        await scene.AskAsync(customer, "CancelTickets", reservation, ("ticketIds", confirmed.TicketIds("D7")));
        await scene.AskAsync(customer, "CancelReservation", reservation);

        await GuestAsync(scene);
        await WaitAsync(scene, customer);
    }

    private static async Task HoldAsync(ExampleScene scene, HttpClient customer)
    {
        var seats = await scene.SeatsAsync("C6", "C7");
        await scene.AskAsync(customer, "LockSeat", ("seatId", (await scene.SeatsAsync("C5"))[0]));
        await scene.AskAsync(customer, "LockSeats", ("seatIds", seats));
        await scene.AskAsync(customer, "ExtendHolds");
        await scene.AskAsync(customer, "UnlockSeats", ("seatIds", seats));
    }

    /// <summary>A voucher and a gift card, which an admin makes.</summary>
    private static async Task CodesAsync(ExampleScene scene)
    {
        var voucher = await scene.AskAsync(scene.Admin, "CreateVoucher", ("maxUses", 1));
        scene.Things["voucher"] = voucher.GetProperty("codes")[0].GetString()!;
        scene.Things["voucherId"] = voucher.GetProperty("voucher").Int("voucherId");
        var card = (await scene.AskAsync(scene.Admin, "IssueGiftCards", ("cards", 1)))[0];
        scene.Things["giftCard"] = card.Text("code");
        scene.Things["cardId"] = card.GetProperty("card").Int("cardId");
        await scene.AskAsync(scene.Anybody, "CheckGiftCard", ("code", card.Text("code")));
    }

    /// <summary>A guest's booking, which the counter, the door and the office know afterwards.</summary>
    private static async Task GuestAsync(ExampleScene scene)
    {
        var guest = new { email = "sam@example.com", name = "Sam Rivers" };
        var booking = await scene.AskAsync(
            scene.Anybody,
            "CreateReservation",
            ("seatIds", await scene.SeatsAsync("E4", "E5", "E6")),
            ("guest", guest)
        );
        var reservationId = booking.Int("reservationId");
        using var client = scene.Api.WithToken(booking.Text("accessToken"));
        var confirmed = await scene.AskAsync(client, "ConfirmReservation", ("reservationId", reservationId));
        await scene.AskAsync(scene.Anybody, "LookUpReservation", ("reference", booking.Text("reference")), ("email", guest.email));
        scene.Things["reservationId"] = reservationId;
        scene.Things["reference"] = booking.Text("reference");
        scene.Things["ticketIds"] = confirmed.TicketIds("E4");
    }

    /// <summary>In a waiting room before a show, and on the list of one that is sold out.</summary>
    private static async Task WaitAsync(ExampleScene scene, HttpClient customer)
    {
        var (things, admin) = (scene.Things, scene.Admin);
        (string, object) later = ("showtimeId", things["later"]);
        await scene.AskAsync(admin, "OpenMovieWaitingRoom");
        await scene.AskAsync(admin, "GetMovieWaitingRoom");
        await scene.AskAsync(admin, "CloseMovieWaitingRoom");
        await scene.AskAsync(admin, "OpenShowtimeWaitingRoom", later);
        var place = await scene.AskAsync(customer, "JoinQueue", later);
        customer.Show(place.Text("ticket"));
        await scene.AskAsync(customer, "GetQueuePlace", later);
        await scene.AskAsync(admin, "GetShowtimeWaitingRoom", later);
        await scene.AskAsync(admin, "CloseShowtimeWaitingRoom", later);

        (string, object) last = ("showtimeId", things["last"]);
        var showtimeId = (int)things["last"];
        await scene.Api.Database.KeepSeatsAsync(showtimeId, "D6", "D7");
        using var buyer = await scene.Api.CustomerAsync();
        await buyer.ConfirmedAsync(showtimeId, await scene.Api.Given.SeatsAsync(showtimeId, "D6", "D7"));
        await scene.AskAsync(customer, "JoinWaitingList", last);
        await scene.AskAsync(customer, "GetWaitingPlace", last);
        await scene.AskAsync(customer, "ListWaitingPlaces");
        await scene.AskAsync(admin, "GetShowtimeWaitingList", last);
        await scene.Api.Database.ExecuteAsync(
            "UPDATE seats INNER JOIN showtimes ON showtimes.screen_id = seats.screen_id SET out_of_service = 0 WHERE showtime_id = @id",
            ("@id", showtimeId)
        );
    }
}
