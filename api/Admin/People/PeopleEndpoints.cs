using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using Outbox = MovieBooking.Api.Messages.Outbox;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Admin.People;

/// <summary>Who may do what, and where.</summary>
internal static class PeopleEndpoints
{
    public static RouteGroupBuilder MapPeople(this RouteGroupBuilder admin)
    {
        var group = admin.MapGroup("/people").WithTags("Admin: people").AdminsOnly();
        group.MapGet("", ListPeople);
        group.MapPut("/{userId:int}/role", SetRole).WithErrors(ApiError.NotFound, ApiError.AddressUnproved, ApiError.PreconditionFailed);
        group.MapDelete("/{userId:int}/sessions", EndSessionsOf).WithErrors(ApiError.NotFound);
        group.MapPost("/{userId:int}/password-reset", ResetPasswordOf).WithErrors(ApiError.NotFound, ApiError.NoMail);
        return admin;
    }

    /// <summary>Who works here, and anybody who is looked for, by name.</summary>
    /// <remarks>
    /// Admins only.
    /// </remarks>
    private static async Task<Ok<PageOf<Person>>> ListPeople(
        [AsParameters] PeopleQuery query,
        MovieBookingContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var wanted = query.Q?.Trim();
        var role = query.Role;
        string[] workers = [Word.Of(UserRole.Admin), Word.Of(UserRole.Manager), Word.Of(UserRole.Staff)];
        var people = Known(db);
        if (!string.IsNullOrEmpty(wanted))
        {
            var address = wanted.ToLowerInvariant();
            people = people.Where(user => user.DisplayName.Contains(wanted) || user.Email.Contains(address));
        }
        else if (role is null)
        {
            people = people.Where(user => workers.Contains(user.Role));
        }

        if (role is not null)
        {
            people = people.Where(user => user.Role == role);
        }

        var page = await people.OrderBy(user => user.DisplayName).ThenBy(user => user.UserId).PageAsync(query, cancellationToken);
        return TypedResults.Ok(
            new PageOf<Person>(await ReadAsync(db, clock, page.Items, cancellationToken), page.Page, page.PageSize, page.Total)
        );
    }

    /// <summary>Says what somebody may do, and of staff and managers at which cinemas.</summary>
    /// <remarks>
    /// Admins only. It holds at once; their own pages show it from their next sign-in on, and whoever becomes a manager or an admin is signed out
    /// for it. One's own role is refused: so there is always an admin left.
    /// Where mails are sent, 409 `address_unproved` to an account that nobody has shown to be the address' owner's, since anybody can register any
    /// address: it gets a mail to set a new password, and can be given the role once that is done.
    /// With If-Match what somebody else changed meanwhile is not overwritten: 412. Without it the last change wins.
    /// </remarks>
    /// <param name="userId">Who.</param>
    /// <param name="ifMatch">The `roleTag` of the person as they were read.</param>
    private static async Task<Results<Ok<Person>, ProblemHttpResult>> SetRole(
        int userId,
        PersonRoleRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        MovieBookingContext db,
        AccountRecovery recovery,
        Outbox outbox,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await Known(db)
            .Where(user => user.UserId == userId)
            .Select(user => new { user.Email, user.Role })
            .SingleOrDefaultAsync(cancellationToken);
        var cinemas = await db.StaffCinemas.Where(own => own.UserId == userId).Select(own => own.CinemaId).ToListAsync(cancellationToken);
        if (
            found is not null
            && userId != caller.UserId()
            && PersonRoles.Raises(Word.Parse<UserRole>(found.Role), cinemas, request)
            && await recovery.AskForProofAsync(found.Email, cancellationToken)
        )
        {
            throw new Refusal(ApiError.AddressUnproved);
        }

        await booking.RunRepeatableAsync(
            transaction =>
                PersonRoles.SetAsync(
                    transaction,
                    userId,
                    request,
                    new EditCondition(ifMatch),
                    AuditActor.Of(caller),
                    outbox.IsOn,
                    cancellationToken
                ),
            cancellationToken
        );
        var row = await db.Users.AsNoTracking().SingleAsync(user => user.UserId == userId, cancellationToken);
        return TypedResults.Ok((await ReadAsync(db, clock, [row], cancellationToken))[0]);
    }

    /// <summary>Signs somebody out wherever they are signed in.</summary>
    /// <remarks>
    /// Admins only. Their access tokens are refused at once, wherever they could change something or show the account.
    /// </remarks>
    /// <param name="userId">Who.</param>
    private static async Task<NoContent> EndSessionsOf(
        int userId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        CancellationToken cancellationToken
    )
    {
        await booking.RunRepeatableAsync(
            transaction => PersonRoles.EndSessionsAsync(transaction, userId, AuditActor.Of(caller), cancellationToken),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    /// <summary>Has somebody sent a mail with a link to set a new password.</summary>
    /// <remarks>
    /// Admins only. The mail is that of ForgetPassword, to the account's own address, and good as that one is: nobody but its owner sees the link or chooses
    /// the password, and until it is used nothing changes. 503 `no_mail` where this installation sends no mails.
    /// </remarks>
    /// <param name="userId">Who.</param>
    private static async Task<Accepted> ResetPasswordOf(
        int userId,
        ClaimsPrincipal caller,
        BookingTransaction booking,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        if (!outbox.IsOn)
        {
            throw new Refusal(ApiError.NoMail);
        }

        await booking.RunAsync(
            transaction => PersonRoles.AskForResetAsync(transaction, userId, AuditActor.Of(caller), outbox, cancellationToken),
            cancellationToken
        );
        outbox.Ring();
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>All but the house itself, and accounts that are gone.</summary>
    private static IQueryable<UserRow> Known(MovieBookingContext db) => db.Users.Where(user => user.UserId > 0 && user.DeletedAt == null);

    private static async Task<IReadOnlyList<Person>> ReadAsync(
        MovieBookingContext db,
        TimeProvider clock,
        IReadOnlyList<UserRow> users,
        CancellationToken cancellationToken
    )
    {
        var ids = users.Select(user => user.UserId).ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        var cinemas = (
            await db
                .StaffCinemas.Where(row => ids.Contains(row.UserId))
                .OrderBy(row => row.Cinema.Name)
                .Select(row => new { row.UserId, Cinema = new DoorCinema(row.CinemaId, row.Cinema.Name, row.Cinema.TimeZone) })
                .ToListAsync(cancellationToken)
        ).ToLookup(row => row.UserId, row => row.Cinema);
        var guarded = await db
            .SecondFactors.Where(factor => ids.Contains(factor.UserId) && factor.ConfirmedAt != null)
            .Select(factor => factor.UserId)
            .ToListAsync(cancellationToken);
        var passkeys = await db
            .Passkeys.Where(passkey => ids.Contains(passkey.UserId))
            .GroupBy(passkey => passkey.UserId)
            .Select(own => new { own.Key, Count = own.Count() })
            .ToDictionaryAsync(own => own.Key, own => own.Count, cancellationToken);
        var sessions = await db
            .RefreshTokens.Where(token =>
                ids.Contains(token.UserId) && token.UsedAt == null && token.RevokedAt == null && token.ExpiresAt > now
            )
            .GroupBy(token => token.UserId)
            .Select(own => new { own.Key, Count = own.Count() })
            .ToDictionaryAsync(own => own.Key, own => own.Count, cancellationToken);
        return
        [
            .. users.Select(user => new Person(
                user.UserId,
                user.Email,
                user.DisplayName,
                Word.Parse<UserRole>(user.Role),
                [.. cinemas[user.UserId]],
                guarded.Contains(user.UserId),
                passkeys.GetValueOrDefault(user.UserId),
                sessions.GetValueOrDefault(user.UserId),
                PersonRoles.Tag(Word.Parse<UserRole>(user.Role), cinemas[user.UserId].Select(cinema => cinema.CinemaId)).ToString()
            )),
        ];
    }
}
