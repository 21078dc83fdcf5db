using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Admin.Audit;

/// <summary>One change to put on record.</summary>
internal sealed record AuditRecord(AuditAction Action, AuditEntity Entity, string EntityId, IReadOnlyList<AuditChange> Changes)
{
    /// <summary>What the thing is called; null: as it is called when the record is written.</summary>
    public string? Label { get; init; }

    /// <summary>The cinema that it is of; null: where it is when the record is written, if it is anywhere.</summary>
    public int? CinemaId { get; init; }

    /// <summary>A thing's change from one state to another; null before it was made, and after it is gone.</summary>
    public static AuditRecord Of<T>(AuditAction action, AuditEntity entity, int entityId, T? before, T? after)
        where T : class => new(action, entity, entityId.ToString(CultureInfo.InvariantCulture), AuditJson.Difference(before, after));
}

/// <summary>
/// The one place where the audit log is written: in the caller's transaction, so that no change is without its
/// record and no record without its change.
/// </summary>
internal static class AuditTrail
{
    private const int RowsAtOnce = 200;

    public static async Task AuditAsync(
        this MySqlTransaction transaction,
        AuditActor actor,
        IReadOnlyList<AuditRecord> records,
        CancellationToken cancellationToken
    )
    {
        if (records.Count == 0)
        {
            return;
        }

        var email = actor.Email ?? (actor.UserId is null ? null : await EmailAsync(transaction, actor, cancellationToken));
        foreach (var chunk in records.Chunk(RowsAtOnce))
        {
            var things = await ThingsAsync(transaction, chunk, cancellationToken);
            await using var insert = Insert(transaction, actor, email, chunk, things);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public static Task AuditAsync(
        this MySqlTransaction transaction,
        AuditActor actor,
        AuditRecord record,
        CancellationToken cancellationToken
    ) => transaction.AuditAsync(actor, [record], cancellationToken);

    // A statement of its own: a subquery in the INSERT would lock the user's row, and with it this person's next sign-in.
    private static async Task<string?> EmailAsync(MySqlTransaction transaction, AuditActor actor, CancellationToken cancellationToken)
    {
        await using var select = transaction.Command("SELECT email FROM users WHERE user_id = @user_id", ("@user_id", actor.UserId));
        return (string?)await select.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>What each record's thing is called and where it is, in their order.</summary>
    private static async Task<AuditedThing[]> ThingsAsync(
        MySqlTransaction transaction,
        AuditRecord[] records,
        CancellationToken cancellationToken
    )
    {
        var things = records.Select(record => new AuditedThing(record.Label, record.CinemaId)).ToArray();
        var unknown = records.Index().Where(pair => pair.Item.Label is null || pair.Item.CinemaId is null);
        foreach (var alike in unknown.GroupBy(pair => pair.Item.Entity))
        {
            var ids = alike.Select(pair => int.TryParse(pair.Item.EntityId, CultureInfo.InvariantCulture, out var id) ? id : 0).ToArray();
            var found = await transaction.ThingsAsync(alike.Key, ids, cancellationToken);
            foreach (var ((index, record), id) in alike.Zip(ids))
            {
                var known = found.GetValueOrDefault(id);
                things[index] = new AuditedThing(record.Label ?? known?.Label, record.CinemaId ?? known?.CinemaId);
            }
        }

        return things;
    }

    private static MySqlCommand Insert(
        MySqlTransaction transaction,
        AuditActor actor,
        string? email,
        AuditRecord[] records,
        AuditedThing[] things
    )
    {
        var sql = new StringBuilder(
            "INSERT INTO audit_log (occurred_at, user_id, user_email, key_id, action, entity, entity_id, entity_label, cinema_id, changes) VALUES "
        );
        List<(string Name, object? Value)> parameters = [("@user_id", actor.UserId), ("@email", email), ("@key_id", actor.ApiKeyId)];
        for (var index = 0; index < records.Length; index++)
        {
            var (action, entity, entityId, changes) = records[index];
            sql.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "" : ", ")}(UTC_TIMESTAMP(6), @user_id, @email, @key_id, ");
            sql.Append(
                CultureInfo.InvariantCulture,
                $"@action{index}, @entity{index}, @id{index}, @label{index}, @cinema{index}, @changes{index})"
            );
            parameters.AddRange([
                ($"@action{index}", Word.Of(action)),
                ($"@entity{index}", Word.Of(entity)),
                ($"@id{index}", entityId),
                ($"@label{index}", things[index].Label),
                ($"@cinema{index}", things[index].CinemaId),
                ($"@changes{index}", JsonSerializer.Serialize(changes, AuditJson.Options)),
            ]);
        }

        return transaction.Command(sql.ToString(), [.. parameters]);
    }
}

/// <summary>Who made a change: a user, a program by its key, or a guest by the address of the booking.</summary>
internal sealed record AuditActor(int? UserId, string? Email, int? ApiKeyId = null)
{
    public static AuditActor Of(ClaimsPrincipal caller) => new(caller.UserIdOrNull(), null, caller.ApiKeyId());

    /// <summary>What the system does by itself.</summary>
    public static AuditActor House { get; } = new(0, null);

    public static AuditActor Guest(string? email) => new(null, email);
}
