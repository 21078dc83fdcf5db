using System.Net;
using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api;

/// <summary>What was sold where: on the web, at the counter, by other companies' programs.</summary>
[Collection(SharedApi.One)]
public sealed class ChannelTests(TestApi api)
{
    private const string Channels = $"{ManagerCalls.Admin}/analytics/channels";

    [Fact]
    public async Task Each_channel_has_what_it_sold_and_loses_what_is_cancelled()
    {
        var (cinemaId, showtimeId) = await api.NearShowAsync();
        using var admin = await api.AdminAsync();
        using var staff = await api.CashierAsync(cinemaId);
        using var customer = await api.CustomerAsync();
        using var program = await api.ProgramAsync();
        await customer.ConfirmedAsync(showtimeId, await api.Given.SeatsAsync(showtimeId, "C1", "C2", "C3"));
        var sold = await staff.SoldAsync(showtimeId, 16, "cash", await api.Given.SeatsAsync(showtimeId, "D1", "D2"));
        var booked = await program
            .PostAsJsonAsync(
                "/api/v1/reservations",
                new
                {
                    showtimeId,
                    seatIds = await api.Given.SeatsAsync(showtimeId, "E1"),
                    guest = new { email = TestApi.Email(), name = "Pat" },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await program.ConfirmAsync(booked).JsonAsync();
        var tickets = sold.GetProperty("reservation").GetProperty("tickets");

        Assert.Equal(["web 24.00 3", "counter 16.00 2", "apiKey 8.00 1"], await ReadAsync(admin, cinemaId));
        await staff
            .CancelAtCounterAsync(
                sold.GetProperty("reservation").Int("reservationId"),
                new
                {
                    ticketIds = (int[])[tickets[0].Int("ticketId")],
                    method = "cash",
                    reason = "Broken seat",
                }
            )
            .JsonAsync();
        Assert.Equal(["web 24.00 3", "counter 8.00 1", "apiKey 8.00 1"], await ReadAsync(admin, cinemaId));

        var file = (await admin.GetStringAsync($"{Channels}.csv?cinemaId={cinemaId}")).Trim().Split('\n');
        Assert.Equal(4, file.Length);
        Assert.Contains(",counter,1,8.00,USD", file[2], StringComparison.Ordinal);
        await staff.GetAsync(Channels).ProblemAsync(403, "forbidden");
        await admin.GetAsync($"{Channels}?cinemaId=999999").ProblemAsync(404, "not_found");
        await admin.GetAsync($"{Channels}?from=2026-02-01&to=2026-01-01").ProblemAsync(400, "validation_failed");
    }

    private static async Task<string[]> ReadAsync(HttpClient admin, int cinemaId)
    {
        var report = await admin.GetAsync($"{Channels}?cinemaId={cinemaId}").JsonAsync();
        return
        [
            .. report
                .GetProperty("channels")
                .EnumerateArray()
                .Select(channel => $"{channel.Text("channel")} {channel.GetProperty("revenue").GetRawText()} {channel.Int("tickets")}"),
        ];
    }
}
