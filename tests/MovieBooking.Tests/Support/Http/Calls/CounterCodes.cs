using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MovieBooking.Tests.Support;

/// <summary>Vouchers and gift cards at a cinema's counter.</summary>
internal static class CounterCodes
{
    public static async Task<string> VoucherCodeAsync(this HttpClient admin, object voucher) =>
        (await admin.PostAsJsonAsync("/api/v1/admin/vouchers", voucher).JsonAsync(HttpStatusCode.Created))
            .GetProperty("codes")[0]
            .GetString()!;

    /// <summary>A voucher of one use that takes a half off, and what more is said of it.</summary>
    public static Task<string> HalfPriceAsync(
        this HttpClient admin,
        int? maxUses = 1,
        int? maxUsesPerPerson = null,
        int[]? cinemaIds = null
    ) =>
        admin.VoucherCodeAsync(
            new
            {
                name = Given.Unique("Half"),
                type = "percent",
                value = 50,
                maxUses,
                maxUsesPerPerson,
                cinemaIds = cinemaIds ?? [],
            }
        );

    public static async Task<string> GiftCardCodeAsync(this HttpClient admin, decimal amount) =>
        (
            await admin
                .PostAsJsonAsync("/api/v1/admin/gift-cards", new { name = Given.Unique("Card"), amount })
                .JsonAsync(HttpStatusCode.Created)
        )[0]
            .Text("code");

    public static Task<HttpResponseMessage> QuoteAsync(this HttpClient staff, int showtimeId, int[] seatIds, params string[] codes) =>
        staff.PostAsJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"{CounterCalls.Office}/showtimes/{showtimeId}/quotes"),
            new { seatIds, codes }
        );

    /// <summary>What a quote says, in cash and exactly.</summary>
    public static object Sale(this JsonElement quote, int[] seatIds, string method, params string[] codes) =>
        new
        {
            seatIds,
            method,
            total = quote.Money("total"),
            given = method == "cash" ? quote.Money("toPay") : (decimal?)null,
            codes,
            giftCardAmount = quote.IsNull("giftCard") ? (decimal?)null : quote.GetProperty("giftCard").Money("amount"),
        };

    public static async Task<decimal> GiftCardBalanceAsync(this HttpClient anybody, string code) =>
        (await anybody.PostAsJsonAsync("/api/v1/gift-cards/balance", new { code }).JsonAsync()).Money("balance");
}
