using MovieBooking.Api.Messages;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What becomes of a message when something fails on its way: nothing is lost, and nobody is told twice.</summary>
[Collection(SharedApi.Mail)]
public sealed class MessageDeliveryTests(MailApi mail)
{
    private TestApi Api => mail.Api;

    [Fact]
    public async Task While_the_mail_server_is_down_messages_wait_and_then_each_is_sent_once()
    {
        await mail.Server.StopAsync();
        var before = mail.Server.Mails.Count;
        List<int> bookings = [];
        for (var number = 0; number < 3; number++)
        {
            bookings.Add(await BookAsync());
        }

        var cancelled = bookings[0];
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE reservation_id = @id AND attempts > 0 AND last_error IS NOT NULL",
                ("@id", cancelled)
            ) == 1
        );
        Assert.Equal(before, mail.Server.Mails.Count);
        using (
            var owner = Api.SignedIn(
                await Api.Database.ScalarAsync<int>("SELECT user_id FROM reservations WHERE reservation_id = @id", ("@id", cancelled))
            )
        )
        {
            await owner.PostAsync($"/api/v1/reservations/{cancelled}/cancel", null).JsonAsync();
        }

        mail.Server.Start();
        await mail.TryAgainAsync();

        // Nobody is welcomed to what they have cancelled.
        await mail.BecomeAsync(cancelled, "bookingConfirmed dropped", "bookingCancelled sent");
        await mail.BecomeAsync(bookings[1], "bookingConfirmed sent");
        await mail.BecomeAsync(bookings[2], "bookingConfirmed sent");
        var sent = mail.Server.Mails.Skip(before).ToList();
        Assert.Equal(3, sent.Count);
        Assert.Equal(3, sent.Select(one => one.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_a_process_left_behind_another_sends()
    {
        // It dies between its commit and the mail: nobody works off what it wrote.
        await using var first = MailApi.SendTo(new TestApi { Database = Api.Database }, mail.Server);
        using var customer = await first.CustomerAsync();
        var reservationId = await BookAsync(customer);
        await first.DisposeAsync();

        await mail.BecomeAsync(reservationId, "bookingConfirmed sent");

        Assert.Single(await mail.Server.ToAsync(await mail.EmailOfAsync(reservationId)));
    }

    [Fact]
    public async Task A_mail_that_was_sent_and_not_written_down_goes_out_again_as_the_same()
    {
        var reservationId = await BookAsync();
        await mail.BecomeAsync(reservationId, "bookingConfirmed sent");
        await Api.Database.ExecuteAsync("UPDATE outbox SET status = 'waiting' WHERE reservation_id = @id", ("@id", reservationId));

        await mail.TryAgainAsync();

        var got = await mail.Server.ToAsync(await mail.EmailOfAsync(reservationId), 2);
        Assert.Equal(got[0].MessageId, got[1].MessageId);
        Assert.Equal(got[0].Date, got[1].Date);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_given_up_at_once_and_keeps_nobody_waiting()
    {
        var email = TestApi.Email();
        mail.Server.Unknown[email.Split('@')[0]] = true;
        var refused = await BookAsGuestAsync(email);
        var other = await BookAsync();

        await mail.BecomeAsync(other, "bookingConfirmed sent");
        await mail.BecomeAsync(refused, "bookingConfirmed dead");
        Assert.NotEmpty(
            await Api.Database.ScalarAsync<string>("SELECT last_error FROM outbox WHERE reservation_id = @id", ("@id", refused))
        );
    }

    [Fact]
    public async Task A_mailbox_that_is_busy_keeps_nobody_waiting_and_gets_its_mail_later()
    {
        var email = TestApi.Email();
        mail.Server.Busy[email.Split('@')[0]] = true;
        var delayed = await BookAsGuestAsync(email);
        var other = await BookAsync();

        await mail.BecomeAsync(other, "bookingConfirmed sent");
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE reservation_id = @id AND status = 'waiting' AND last_error LIKE '%mailbox busy%'",
                ("@id", delayed)
            ) == 1
        );
        mail.Server.Busy.Clear();
        await mail.TryAgainAsync();

        await mail.BecomeAsync(delayed, "bookingConfirmed sent");
        Assert.Single(await mail.Server.ToAsync(email));
    }

    [Fact]
    public async Task The_pauses_grow_and_a_day_of_them_is_the_end()
    {
        var pauses = Enumerable.Range(0, MessageDelivery.LastAttempt).Select(MessageDelivery.PauseAfter).ToList();
        Assert.Equal([30, 60, 120, 240, 480, 900, 900], pauses.Take(7).Select(pause => (int)pause.TotalSeconds));
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause).TotalHours, 23.5, 24.5);

        await mail.Server.StopAsync();
        var reservationId = await BookAsync();
        await Wait.UntilAsync(async () =>
            await Api.Database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM outbox WHERE reservation_id = @id AND last_error IS NOT NULL",
                ("@id", reservationId)
            ) == 1
        );
        await Api.Database.ExecuteAsync(
            "UPDATE outbox SET attempts = @attempts WHERE reservation_id = @id",
            ("@attempts", MessageDelivery.LastAttempt - 1),
            ("@id", reservationId)
        );
        await mail.TryAgainAsync();

        await mail.BecomeAsync(reservationId, "bookingConfirmed dead");
        mail.Server.Start();
        await mail.TryAgainAsync();
    }

    [Fact]
    public async Task Of_many_that_confirm_at_once_one_writes()
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        using var customer = await Api.CustomerAsync();
        var booking = await customer.PendingAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => customer.ConfirmAsync(booking).JsonAsync()));

        Assert.All(answers, answer => Assert.Equal("confirmed", answer.Text("status")));
        await mail.BecomeAsync(booking.Int("reservationId"), "bookingConfirmed sent");
    }

    [Fact]
    public async Task Nothing_is_written_where_no_mail_is_sent()
    {
        await using var silent = Api.Successor();
        using var customer = await silent.CustomerAsync();
        var reservationId = await BookAsync(customer);

        Assert.Empty(await mail.MessagesAsync(reservationId));
    }

    private async Task<int> BookAsGuestAsync(string email)
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        var made = await Api.CreateClient()
            .ReserveAsGuestAsync(email, null, showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"))
            .JsonAsync(System.Net.HttpStatusCode.Created);
        using var guest = Api.WithToken(made.Text("accessToken"));
        return (await guest.ConfirmAsync(made).JsonAsync()).Int("reservationId");
    }

    private async Task<int> BookAsync(HttpClient? customer = null)
    {
        var showtimeId = await Api.Given.ShowtimeAsync();
        customer ??= await Api.CustomerAsync();
        return (await customer.ConfirmedAsync(showtimeId, await Api.Given.SeatAsync(showtimeId, "A1"))).Int("reservationId");
    }
}
