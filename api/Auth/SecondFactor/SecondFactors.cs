using MovieBooking.Api.Http;
using MovieBooking.Db;
using MySqlConnector;

namespace MovieBooking.Api.Auth;

/// <summary>
/// The second factors of accounts and their recovery codes. Whoever calls is in a transaction and has locked the user's row; and each code is taken
/// by an UPDATE that finds it unused, so that it is good once whoever locked what.
/// </summary>
internal sealed class SecondFactors(SigningKeys keys, TimeProvider clock)
{
    private readonly SecretBox _box = new(keys.For("second factors"u8));

    public static async Task<bool> IsOnAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        (
            await transaction.QueryAsync(
                "SELECT 1 FROM second_factors WHERE user_id = @user_id AND confirmed_at IS NOT NULL",
                row => row.GetInt32(0),
                cancellationToken,
                ("@user_id", userId)
            )
        ).Count > 0;

    /// <summary>A new secret, which takes the place of one that was never confirmed. Refuses where the second factor is on.</summary>
    public async Task<byte[]> BeginAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken)
    {
        if (await IsOnAsync(transaction, userId, cancellationToken))
        {
            throw new Refusal(ApiError.SecondFactorOn);
        }

        var secret = TimedCodes.NewSecret();
        await transaction.ExecuteAsync(
            """
            INSERT INTO second_factors (user_id, sealed_secret, created_at)
            VALUES (@user_id, @secret, UTC_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE sealed_secret = VALUES(sealed_secret), created_at = VALUES(created_at)
            """,
            cancellationToken,
            ("@user_id", userId),
            ("@secret", _box.Seal(secret))
        );
        return secret;
    }

    /// <summary>Switches on what was begun, with its recovery codes; null: the code is wrong. Refuses where nothing was begun, or it is on.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(
        MySqlTransaction transaction,
        int userId,
        string code,
        CancellationToken cancellationToken
    )
    {
        if (await IsOnAsync(transaction, userId, cancellationToken))
        {
            throw new Refusal(ApiError.SecondFactorOn);
        }

        if (await SecretAsync(transaction, userId, cancellationToken) is not { } secret)
        {
            throw new Refusal(ApiError.NoSecondFactor);
        }

        if (StepOf(secret, code) is not { } step)
        {
            return null;
        }

        await transaction.ExecuteAsync(
            "UPDATE second_factors SET confirmed_at = UTC_TIMESTAMP(6), last_step = @step WHERE user_id = @user_id",
            cancellationToken,
            ("@step", step),
            ("@user_id", userId)
        );
        return await RenewCodesAsync(transaction, userId, cancellationToken);
    }

    /// <summary>Takes a code or a recovery code, once. False: it is wrong, too old, or used.</summary>
    public async Task<bool> UseAsync(MySqlTransaction transaction, int userId, string code, CancellationToken cancellationToken)
    {
        if (TimedCodes.Read(code) is null)
        {
            return await UseRecoveryCodeAsync(transaction, userId, code, cancellationToken);
        }

        if (await SecretAsync(transaction, userId, cancellationToken) is not { } secret || StepOf(secret, code) is not { } step)
        {
            return false;
        }

        // Sealed anew each time: so a signing key that is taken out closes nobody's who has signed in since there was another.
        await using var use = transaction.Command(
            """
            UPDATE second_factors
            SET last_step = @step, sealed_secret = @secret
            WHERE user_id = @user_id
                AND confirmed_at IS NOT NULL
                AND last_step < @step
            """,
            ("@step", step),
            ("@secret", _box.Seal(secret)),
            ("@user_id", userId)
        );
        return await use.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Ten recovery codes, which make those before void.</summary>
    public static async Task<IReadOnlyList<string>> RenewCodesAsync(
        MySqlTransaction transaction,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var codes = RecoveryCodes.Create();
        await transaction.ExecuteAsync("DELETE FROM recovery_codes WHERE user_id = @user_id", cancellationToken, ("@user_id", userId));
        foreach (var code in codes)
        {
            await transaction.ExecuteAsync(
                "INSERT INTO recovery_codes (user_id, code_hash) VALUES (@user_id, @hash)",
                cancellationToken,
                ("@user_id", userId),
                ("@hash", RecoveryCodes.Hash(code))
            );
        }

        return codes;
    }

    public static Task RemoveAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "DELETE FROM recovery_codes WHERE user_id = @user_id; DELETE FROM second_factors WHERE user_id = @user_id",
            cancellationToken,
            ("@user_id", userId)
        );

    private static async Task<bool> UseRecoveryCodeAsync(
        MySqlTransaction transaction,
        int userId,
        string code,
        CancellationToken cancellationToken
    )
    {
        await using var use = transaction.Command(
            """
            UPDATE recovery_codes
            SET used_at = UTC_TIMESTAMP(6)
            WHERE user_id = @user_id
                AND code_hash = @hash
                AND used_at IS NULL
            """,
            ("@user_id", userId),
            ("@hash", RecoveryCodes.Hash(code))
        );
        return await use.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Null: there is none, or it was encrypted with a key that is gone.</summary>
    private async Task<byte[]?> SecretAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken)
    {
        var sealedSecrets = await transaction.QueryAsync(
            "SELECT sealed_secret FROM second_factors WHERE user_id = @user_id",
            row => (byte[])row[0],
            cancellationToken,
            ("@user_id", userId)
        );
        return sealedSecrets is [var sealedSecret] ? _box.Open(sealedSecret) : null;
    }

    private long? StepOf(byte[] secret, string typed) =>
        TimedCodes.Read(typed) is { } code ? TimedCodes.StepOf(secret, code, clock.GetUtcNow()) : null;
}
