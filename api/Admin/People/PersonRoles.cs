using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using MovieBooking.Api.Admin.Audit;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.People;

/// <summary>
/// Gives and takes roles. Locks the rows in users of who gives and who gets, by id: whoever gives is still an admin then, and stays one, as nobody
/// changes the own role. So of two admins who demote each other one is left.
/// </summary>
internal static class PersonRoles
{
    private static readonly UserRole[] s_ranks = [UserRole.Customer, UserRole.Staff, UserRole.Manager, UserRole.Admin];

    /// <summary>Whether somebody may do more than before: by a higher role, or at one more cinema.</summary>
    public static bool Raises(UserRole before, IEnumerable<int> cinemasBefore, PersonRoleRequest wanted) =>
        IsHigher(wanted.Role!.Value, before)
        || (before != UserRole.Admin && wanted.Role != UserRole.Customer && wanted.Cinemas.Except(cinemasBefore).Any());

    /// <summary>Of what somebody may do: no other role, and no other cinemas, have it.</summary>
    public static EntityTagHeaderValue Tag(UserRole role, IEnumerable<int> cinemaIds) =>
        new($"\"{string.Join('-', [Word.Of(role), .. cinemaIds.Order()])}\"");

    public static async Task<int> SetAsync(
        MySqlTransaction transaction,
        int userId,
        PersonRoleRequest request,
        EditCondition condition,
        AuditActor actor,
        bool mustBeProved,
        CancellationToken cancellationToken
    )
    {
        var wanted = request.Role!.Value;
        if (userId == actor.UserId)
        {
            throw new Refusal(Problems.Invalid("role", Texts.Problems["OwnRole"]));
        }

        var (role, isUnproved) = await LockAsync(transaction, userId, actor, cancellationToken);
        var cinemaIds = await CinemaIdsAsync(transaction, userId, cancellationToken);
        condition.Require(Tag(role, cinemaIds));
        // It may have been registered since it was looked at.
        if (mustBeProved && isUnproved && Raises(role, cinemaIds, request))
        {
            throw new Refusal(ApiError.AddressUnproved);
        }

        var cinemas = await transaction.LabelsAsync(AuditEntity.Cinema, request.Cinemas, cancellationToken);
        if (request.Cinemas.Any(cinemaId => !cinemas.ContainsKey(cinemaId)))
        {
            throw new Refusal(Problems.Invalid("cinemaIds", Texts.Problems["NoSuchCinema"]));
        }

        var before = new Standing(role, await CinemasAsync(transaction, userId, cancellationToken));
        await transaction.ExecuteAsync(
            "UPDATE users SET role = @role WHERE user_id = @user_id",
            cancellationToken,
            ("@role", Word.Of(wanted)),
            ("@user_id", userId)
        );
        if (wanted is UserRole.Manager or UserRole.Admin && IsHigher(wanted, role))
        {
            // A session that is open somewhere is not to become a manager's by itself: they sign in as what they are now.
            await RevokeAsync(transaction, userId, cancellationToken);
        }

        var ids = JsonSerializer.Serialize(request.Cinemas);
        await transaction.ExecuteAsync(
            "DELETE FROM staff_cinemas WHERE user_id = @user_id AND NOT JSON_CONTAINS(@ids, CAST(cinema_id AS CHAR))",
            cancellationToken,
            ("@user_id", userId),
            ("@ids", ids)
        );
        foreach (var cinemaId in request.Cinemas.Order())
        {
            await transaction.ExecuteAsync(
                "INSERT IGNORE INTO staff_cinemas (user_id, cinema_id, added_at) VALUES (@user_id, @cinema_id, UTC_TIMESTAMP(6))",
                cancellationToken,
                ("@user_id", userId),
                ("@cinema_id", cinemaId)
            );
        }

        var after = new Standing(wanted, await CinemasAsync(transaction, userId, cancellationToken));
        var record = AuditRecord.Of(AuditAction.Updated, AuditEntity.Staff, userId, before, after);
        // The same again is no change.
        await transaction.AuditAsync(actor, record.Changes.Count == 0 ? [] : [record], cancellationToken);
        return userId;
    }

    public static async Task<int> EndSessionsAsync(
        MySqlTransaction transaction,
        int userId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        await LockAsync(transaction, userId, actor, cancellationToken);
        if (await RevokeAsync(transaction, userId, cancellationToken) > 0)
        {
            // By number: the log names nobody whose account may be deleted.
            var id = userId.ToString(CultureInfo.InvariantCulture);
            var record = new AuditRecord(AuditAction.Updated, AuditEntity.Staff, id, [AuditJson.Said("sessions", "ended")]);
            await transaction.AuditAsync(actor, record, cancellationToken);
        }

        return userId;
    }

    public static async Task<int> AskForResetAsync(
        MySqlTransaction transaction,
        int userId,
        AuditActor actor,
        Outbox outbox,
        CancellationToken cancellationToken
    )
    {
        await LockAsync(transaction, userId, actor, cancellationToken);
        var email = await transaction.QueryAsync(
            "SELECT email FROM users WHERE user_id = @user_id",
            row => row.GetString(0),
            cancellationToken,
            ("@user_id", userId)
        );
        await outbox.WriteAsync(transaction, [new(MessageKind.PasswordReset, Recipient: email.Single())], cancellationToken);
        var id = userId.ToString(CultureInfo.InvariantCulture);
        var record = new AuditRecord(AuditAction.Updated, AuditEntity.Staff, id, [AuditJson.Said("password", "resetMailed")]);
        await transaction.AuditAsync(actor, record, cancellationToken);
        return userId;
    }

    private static bool IsHigher(UserRole one, UserRole other) => Array.IndexOf(s_ranks, one) > Array.IndexOf(s_ranks, other);

    private static async Task<int> RevokeAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken)
    {
        await using var end = transaction.Command(
            "UPDATE refresh_tokens SET revoked_at = UTC_TIMESTAMP(6) WHERE user_id = @user_id AND revoked_at IS NULL",
            ("@user_id", userId)
        );
        return await end.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(UserRole Role, bool IsUnproved)> LockAsync(
        MySqlTransaction transaction,
        int userId,
        AuditActor actor,
        CancellationToken cancellationToken
    )
    {
        var people = await transaction.QueryAsync(
            """
            SELECT user_id, role, email_proved_at IS NULL
            FROM users
            WHERE user_id IN (@user_id, @actor_id) AND user_id > 0 AND deleted_at IS NULL
            ORDER BY user_id
            FOR UPDATE
            """,
            row => (UserId: row.GetInt32(0), Role: Word.Parse<UserRole>(row.GetString(1)), IsUnproved: row.GetBoolean(2)),
            cancellationToken,
            ("@user_id", userId),
            ("@actor_id", actor.UserId)
        );
        if (!people.Any(person => person.UserId == actor.UserId && person.Role == UserRole.Admin))
        {
            throw new Refusal(ApiError.Forbidden);
        }

        foreach (var person in people.Where(person => person.UserId == userId))
        {
            return (person.Role, person.IsUnproved);
        }

        throw new Refusal(ApiError.NotFound, Texts.Problems["NoSuchPerson"]);
    }

    private static Task<IReadOnlyList<int>> CinemaIdsAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.QueryAsync(
            "SELECT cinema_id FROM staff_cinemas WHERE user_id = @user_id",
            row => row.GetInt32(0),
            cancellationToken,
            ("@user_id", userId)
        );

    private static Task<IReadOnlyList<string>> CinemasAsync(
        MySqlTransaction transaction,
        int userId,
        CancellationToken cancellationToken
    ) =>
        transaction.QueryAsync(
            """
            SELECT cinemas.name
            FROM staff_cinemas
            INNER JOIN cinemas ON cinemas.cinema_id = staff_cinemas.cinema_id
            WHERE staff_cinemas.user_id = @user_id
            ORDER BY cinemas.name
            """,
            row => row.GetString(0),
            cancellationToken,
            ("@user_id", userId)
        );

    private sealed record Standing(UserRole Role, IReadOnlyList<string> Cinemas);
}
