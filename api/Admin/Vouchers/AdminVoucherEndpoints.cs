using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Vouchers;
using MovieBooking.Db;

namespace MovieBooking.Api.Admin.Vouchers;

/// <summary>Vouchers: made with their codes, listed with what they took off, and ended.</summary>
internal static class AdminVoucherEndpoints
{
    public static RouteGroupBuilder MapAdminVouchers(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("").WithTags("Admin: vouchers").AdminsOnly();
        group.MapGet("/vouchers", ListVouchers);
        group.MapGet("/vouchers.csv", DownloadVouchers).ProducesCsv();
        group.MapPost("/vouchers", CreateVoucher).Produces<NewVoucher>(StatusCodes.Status201Created);
        var voucher = group.MapGroup("/vouchers/{voucherId:int}").WithErrors(ApiError.NotFound);
        voucher.MapDelete("", EndVoucher);
        voucher.MapGet("/uses", ListVoucherUses);
        voucher.MapGet("/uses.csv", DownloadVoucherUses).ProducesCsv();
        return admin;
    }

    /// <summary>The vouchers, newest first, also those that are ended, with how often they are used and what they took off.</summary>
    /// <remarks>
    /// Admins only. Codes nobody can read: `hint` tells which is which.
    /// </remarks>
    private static async Task<Ok<PageOf<Voucher>>> ListVouchers(
        [AsParameters] PageQuery query,
        VoucherReader vouchers,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await vouchers.ListAsync(query, cancellationToken));

    /// <summary>The same as a file for a spreadsheet (CSV), with the cinemas and movies by name.</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    private static PushStreamHttpResult DownloadVouchers(VoucherReader vouchers, CancellationToken cancellationToken) =>
        Csv.File(vouchers.AllAsync(cancellationToken).Select(VoucherRow.Of), "vouchers.csv", cancellationToken);

    /// <summary>Makes a voucher and its codes, which are told once, in this answer.</summary>
    /// <remarks>
    /// Admins only. A voucher never changes: end it, and make another. An answer that is lost is no harm: end the voucher whose codes nobody
    /// knows. `Idempotency-Key` is not taken, since the answer would be kept with the codes.
    /// </remarks>
    private static async Task<IResult> CreateVoucher(
        CreateVoucherRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        VoucherReader vouchers,
        CancellationToken cancellationToken
    )
    {
        var codes = Enumerable.Range(0, request.Codes ?? 1).Select(_ => VoucherCode.Create()).ToArray();
        var voucherId = await booking.RunRepeatableAsync(
            transaction => VoucherWriter.AddAsync(transaction, request, codes, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        var made = (await vouchers.FindAsync(voucherId, cancellationToken))!;
        return TypedResults.Json(new NewVoucher([.. codes.Select(VoucherCode.Written)], made), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Ends a voucher: from now on nobody can use its codes. Ending it twice changes nothing.</summary>
    /// <remarks>
    /// Admins only. Bookings for which it was used stay as they are, also those that are not confirmed yet.
    /// </remarks>
    /// <param name="voucherId">The voucher.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> EndVoucher(
        int voucherId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    ) =>
        await booking.RunRepeatableAsync(
            transaction => VoucherWriter.EndAsync(transaction, voucherId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        )
            ? TypedResults.NoContent()
            : NoSuchVoucher();

    /// <summary>The bookings for which a voucher was used, newest first, with what it took off each.</summary>
    /// <remarks>
    /// Admins only. Also bookings that were cancelled or ran out: their uses were given back.
    /// </remarks>
    /// <param name="voucherId">The voucher.</param>
    private static async Task<Results<Ok<PageOf<VoucherUse>>, ProblemHttpResult>> ListVoucherUses(
        int voucherId,
        [AsParameters] PageQuery query,
        VoucherReader vouchers,
        CancellationToken cancellationToken
    ) =>
        await vouchers.FindAsync(voucherId, cancellationToken) is null
            ? NoSuchVoucher()
            : TypedResults.Ok(await vouchers.ListUsesAsync(voucherId, query, cancellationToken));

    /// <summary>The same as a file for a spreadsheet (CSV).</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    /// <param name="voucherId">The voucher.</param>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadVoucherUses(
        int voucherId,
        VoucherReader vouchers,
        CancellationToken cancellationToken
    ) =>
        await vouchers.FindAsync(voucherId, cancellationToken) is null
            ? NoSuchVoucher()
            : Csv.File(
                vouchers.UsesAsync(voucherId),
                string.Create(CultureInfo.InvariantCulture, $"voucher-{voucherId}.csv"),
                cancellationToken
            );

    private static ProblemHttpResult NoSuchVoucher() => Problems.Result(ApiError.NotFound, Texts.Problems["NoSuchVoucher"]);
}
