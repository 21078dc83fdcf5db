namespace MovieBooking.Db;

/// <summary>How long a key is good.</summary>
public static class ApiKeyLife
{
    /// <summary>Whether the key <c>@api_key_id</c> is neither revoked nor expired.</summary>
    public const string IsLive = $"""
        EXISTS (
            SELECT 1
            FROM api_keys
            WHERE api_keys.key_id = @api_key_id
                AND {Lives}
        )
        """;

    /// <summary>The same of a row of <c>api_keys</c>, by the database's clock.</summary>
    public const string Lives = "api_keys.revoked_at IS NULL AND (api_keys.expires_at IS NULL OR api_keys.expires_at > UTC_TIMESTAMP(6))";
}
