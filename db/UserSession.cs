namespace MovieBooking.Db;

/// <summary>A user's session: a family of refresh tokens, to which the access tokens belong that were given out with them.</summary>
public sealed record UserSession(int UserId, Guid SessionId)
{
    /// <summary>
    /// Whether the session of <c>@user_id</c> and <c>@session_id</c> lives: its newest token is neither used nor revoked nor
    /// expired. A condition and no SQL function, so that it costs a booking the reading of one index entry and no call.
    /// </summary>
    public const string IsLive = """
        EXISTS (
            SELECT 1
            FROM refresh_tokens FORCE INDEX (ix_refresh_tokens_family)
            WHERE refresh_tokens.family_id = @session_id
                AND refresh_tokens.used_at IS NULL
                AND refresh_tokens.revoked_at IS NULL
                AND refresh_tokens.user_id = @user_id
                AND refresh_tokens.expires_at > UTC_TIMESTAMP(6)
        )
        """;
}
