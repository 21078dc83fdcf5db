using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

/// <summary>Prices are the whole chain's, so each test has a database of its own.</summary>
public sealed class FareTests : IAsyncLifetime, IDisposable
{
    private const string Fares = $"{ManagerCalls.Admin}/fares";

    private readonly TestApi _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_api).DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task The_price_list_starts_with_the_first_prices()
    {
        var table = await (await _api.AdminAsync()).GetAsync(Fares).JsonAsync();

        Assert.Equal("USD", table.Has("currency", "today", "fares", "multipliers").Text("currency"));
        Assert.Equal(["standard 2000-01-01 8.00", "premium 2000-01-01 16.00"], Lines(table, "fares", "seatClass", "price"));
        Assert.Equal(
            ["2D 2000-01-01 1.00", "3D 2000-01-01 1.25", "IMAX 2000-01-01 1.50"],
            Lines(table, "multipliers", "format", "multiplier")
        );
    }

    [Fact]
    public async Task New_prices_hold_for_shows_from_their_day_on_and_for_no_seat_that_has_its_price()
    {
        var (admin, holder, payer) = (await _api.AdminAsync(), await _api.CustomerAsync(), await _api.CustomerAsync());
        var day = Given.Today.AddDays(3);
        var screenId = await _api.Given.ScreenAsync("3D");
        var before = await _api.Given.ShowtimeAsync(screenId: screenId, startsAt: Noon(day.AddDays(-1)));
        var after = await _api.Given.ShowtimeAsync(screenId: screenId, startsAt: Noon(day));
        await holder.LockAsync(after, await _api.Given.SeatAsync(after, "A1")).JsonAsync();
        var pending = await payer.PendingAsync(after, await _api.Given.SeatAsync(after, "A2"));

        var table = await SetAsync(admin, day, [("standard", 9.99m)], [("3D", 1.5m)]).JsonAsync();

        Assert.Contains($"standard {day:yyyy-MM-dd} 9.99", Lines(table, "fares", "seatClass", "price"));
        Assert.Contains($"3D {day:yyyy-MM-dd} 1.50", Lines(table, "multipliers", "format", "multiplier"));
        Assert.Equal(10.00m, await PriceAsync(holder, before, "A3"));
        // 9.99 x 1.5 = 14.985
        Assert.Equal(14.99m, await PriceAsync(holder, after, "A3"));
        Assert.Equal(24.00m, await PriceAsync(holder, after, "F1"));
        Assert.Equal(10.00m, await PriceAsync(holder, after, "A1"));
        var booked = await holder.PendingAsync(after, await _api.Given.SeatAsync(after, "A1"));
        Assert.Equal(10.00m, booked.Money("total"));
        Assert.Equal(10.00m, (await payer.ConfirmAsync(pending).JsonAsync()).Money("total"));
        Assert.Equal(14.99m, (await payer.PendingAsync(after, await _api.Given.SeatAsync(after, "A3"))).Money("total"));
    }

    [Fact]
    public async Task A_change_is_on_record_with_the_prices_of_before()
    {
        var admin = await _api.AdminAsync();
        var day = Given.Today.AddDays(1);
        await SetAsync(admin, day, [("premium", 20m)], []).JsonAsync();
        await SetAsync(admin, day, [("premium", 21m)], [("IMAX", 2m)]).JsonAsync();

        var page = await admin.GetAsync($"{ManagerCalls.Admin}/audit-log?entity=fares&entityId={day:yyyy-MM-dd}").JsonAsync();

        Assert.Equal(
            ["premium 20.00 21.00, IMAX 1.50 2.00", "premium 16.00 20.00"],
            page.Items()
                .Select(entry =>
                    string.Join(
                        ", ",
                        entry
                            .GetProperty("changes")
                            .EnumerateArray()
                            .Select(change =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{change.Text("field")} {change.Money("before"):0.00} {change.Money("after"):0.00}"
                                )
                            )
                    )
                )
        );
    }

    private static Task<HttpResponseMessage> SetAsync(
        HttpClient admin,
        DateOnly validFrom,
        (string SeatClass, decimal Price)[] fares,
        (string Format, decimal Multiplier)[] multipliers
    ) =>
        admin.PutAsJsonAsync(
            Fares,
            new
            {
                validFrom,
                fares = fares.Select(fare => new { seatClass = fare.SeatClass, price = fare.Price }),
                multipliers = multipliers.Select(factor => new { format = factor.Format, multiplier = factor.Multiplier }),
            }
        );

    private static async Task<decimal> PriceAsync(HttpClient client, int showtimeId, string label) =>
        (await client.SeatMapAsync(showtimeId)).Seat(label).Money("price");

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);

    private static IEnumerable<string> Lines(JsonElement table, string list, string name, string number) =>
        table
            .GetProperty(list)
            .EnumerateArray()
            .Select(row => row.Has(name, "validFrom", number))
            .Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{row.Text(name)} {row.Text("validFrom")} {row.Money(number):0.00}")
            );
}
