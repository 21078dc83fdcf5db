using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;
using Outbox = MovieBooking.Api.Messages.Outbox;

namespace MovieBooking.Api.Admin.Staff;

/// <summary>Who works at which cinema.</summary>
internal static class StaffEndpoints
{
    private static readonly string s_staff = Word.Of(UserRole.Staff);

    public static RouteGroupBuilder MapStaff(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/staff").WithTags("Admin: staff").AdminsOnly();
        group.MapGet("", ListStaff);
        group.MapPost("", AddStaff).WithErrors(ApiError.NotFound, ApiError.AddressUnproved);
        group.MapDelete("/{userId:int}/cinemas/{cinemaId:int}", RemoveStaff);
        return admin;
    }

    /// <summary>The staff, by name, with the cinemas where they work.</summary>
    /// <remarks>
    /// Admins only. Admins themselves act for every cinema and are not listed.
    /// </remarks>
    private static async Task<Ok<PageOf<StaffMember>>> ListStaff(
        [AsParameters] PageQuery query,
        MovieBookingContext db,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await Read(db, db.Users.Where(user => user.Role == s_staff).OrderBy(user => user.DisplayName).ThenBy(user => user.UserId))
                .PageAsync(query, cancellationToken)
        );

    /// <summary>Lets the account with an address work at a cinema. Adding somebody twice changes nothing.</summary>
    /// <remarks>
    /// Admins only. 404 `not_found` where no account has the address, or there is no such cinema. It holds at once; their own pages show it from
    /// their next sign-in on. An admin acts for every cinema already, and is refused. Where mails are sent, 409 `address_unproved` to an account
    /// that nobody has shown to be the address' owner's, since anybody can register any address: it gets a mail to set a new password, and
    /// can be added once that is done.
    /// </remarks>
    private static async Task<Results<Ok<StaffMember>, ProblemHttpResult>> AddStaff(
        AddStaffRequest request,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        AccountRecovery recovery,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        if (await recovery.AskForProofAsync(request.Email, cancellationToken))
        {
            throw new Refusal(ApiError.AddressUnproved);
        }

        var userId = await booking.RunRepeatableAsync(
            transaction => AddAsync(transaction, request, AuditActor.Of(caller), outbox.IsOn, cancellationToken),
            cancellationToken
        );
        return TypedResults.Ok(await Read(db, db.Users.Where(user => user.UserId == userId)).SingleAsync(cancellationToken));
    }

    /// <summary>Somebody works at a cinema no more. Without any cinema they are a customer again.</summary>
    /// <remarks>
    /// Admins only. It holds at once. Removing who does not work there changes nothing.
    /// </remarks>
    /// <param name="userId">Who.</param>
    /// <param name="cinemaId">Where.</param>
    private static async Task<NoContent> RemoveStaff(
        int userId,
        int cinemaId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    )
    {
        await booking.RunRepeatableAsync(
            transaction => RemoveAsync(transaction, userId, cinemaId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static IQueryable<StaffMember> Read(MovieBookingContext db, IQueryable<Db.Model.User> users) =>
        users.Select(user => new StaffMember(
            user.UserId,
            user.Email,
            user.DisplayName,
            db.StaffCinemas.Where(row => row.UserId == user.UserId)
                .OrderBy(row => row.Cinema.Name)
                .Select(row => new DoorCinema(row.CinemaId, row.Cinema.Name, row.Cinema.TimeZone))
                .ToList()
        ));

    private static async Task<int> AddAsync(
        MySqlTransaction transaction,
        AddStaffRequest request,
        AuditActor actor,
        bool mustBeProved,
        CancellationToken cancellationToken
    )
    {
        // The row of the user first, as whoever signs in does: nobody is made staff and forgotten at once.
        var users = await transaction.QueryAsync(
            "SELECT user_id, role, email_proved_at IS NULL FROM users WHERE email = @email AND deleted_at IS NULL FOR UPDATE",
            row => (UserId: row.GetInt32(0), Role: Word.Parse<UserRole>(row.GetString(1)), IsUnproved: row.GetBoolean(2)),
            cancellationToken,
            ("@email", EmailAddresses.Stored(request.Email))
        );
        if (users is not [var (userId, role, isUnproved)])
        {
            throw new Refusal(ApiError.NotFound, Texts.Problems["NoAccountYet"]);
        }

        if (role == UserRole.Admin)
        {
            throw new Refusal(Problems.Invalid("email", Texts.Problems["AdminActsEverywhere"]));
        }

        // It may have been registered since it was looked at.
        if (mustBeProved && isUnproved)
        {
            throw new Refusal(ApiError.AddressUnproved);
        }

        var cinema =
            await transaction.LabelAsync(AuditEntity.Cinema, request.CinemaId, cancellationToken)
            ?? throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchCinema"]);
        await using var insert = transaction.Command(
            "INSERT IGNORE INTO staff_cinemas (user_id, cinema_id, added_at) VALUES (@user_id, @cinema_id, UTC_TIMESTAMP(6))",
            ("@user_id", userId),
            ("@cinema_id", request.CinemaId)
        );
        if (await insert.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            await transaction.ExecuteAsync("UPDATE users SET role = 'staff' WHERE user_id = @id", cancellationToken, ("@id", userId));
            await transaction.AuditAsync(actor, Record(AuditAction.Created, userId, cinema), cancellationToken);
        }

        return userId;
    }

    private static async Task<bool> RemoveAsync(
        MySqlTransaction transaction,
        int userId,
        int cinemaId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        await transaction.QueryAsync(
            "SELECT user_id FROM users WHERE user_id = @id FOR UPDATE",
            row => row.GetInt32(0),
            cancellationToken,
            ("@id", userId)
        );
        await using var delete = transaction.Command(
            "DELETE FROM staff_cinemas WHERE user_id = @user_id AND cinema_id = @cinema_id",
            ("@user_id", userId),
            ("@cinema_id", cinemaId)
        );
        if (await delete.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await transaction.ExecuteAsync(
            """
            UPDATE users
            SET role = 'customer'
            WHERE user_id = @id
                AND role = 'staff'
                AND NOT EXISTS (SELECT 1 FROM staff_cinemas WHERE staff_cinemas.user_id = @id)
            """,
            cancellationToken,
            ("@id", userId)
        );
        var cinema = await transaction.LabelAsync(AuditEntity.Cinema, cinemaId, cancellationToken);
        await transaction.AuditAsync(actor, Record(AuditAction.Deleted, userId, cinema), cancellationToken);
        return true;
    }

    // By number: the log names nobody whose account may be deleted.
    private static AuditRecord Record(AuditAction action, int userId, string? cinema) =>
        new(action, AuditEntity.Staff, userId.ToString(CultureInfo.InvariantCulture), [AuditJson.Said("cinema", cinema ?? "")])
        {
            Label = cinema,
        };
}
