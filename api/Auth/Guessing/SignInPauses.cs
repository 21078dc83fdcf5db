using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MovieBooking.Api.Http;
using MovieBooking.Api.Messages;
using MovieBooking.Db;
using MySqlConnector;
using UserRow = MovieBooking.Db.Model.User;

namespace MovieBooking.Api.Auth;

/// <summary>A password that somebody tries: for which address, whosever that is, and by what it is counted if it is wrong.</summary>
/// <param name="Email">As it is stored.</param>
/// <param name="Account">The address under a keyed hash.</param>
/// <param name="UserId">Whose it is, if anybody's.</param>
/// <param name="Device">The device's number, hashed, where it is known to the account.</param>
/// <param name="News">What its owner is told when a pause begins.</param>
internal sealed record SignInAttempt(
    string Email,
    byte[] Account,
    int? UserId,
    byte[]? Device,
    MessageKind News = MessageKind.SignInPaused
);

/// <summary>
/// Pauses that grow with the wrong passwords of one account, from however many addresses they come; see sp_charge_sign_in. Known accounts
/// and unknown ones go the same way at the same cost.
/// </summary>
internal sealed class SignInPauses(BookingTransaction transactions, SigningKeys keys, KnownDevices devices, Outbox outbox)
{
    private const int CountedBytes = 16;

    private readonly byte[] _key = keys.For("moviebooking sign-in v1"u8)[0];

    public SignInAttempt Attempt(string email, UserRow? user, string? device) =>
        new(email, Counted(email), user?.UserId, devices.Read(device, user));

    /// <summary>A code of the second factor: counted apart from passwords, by device too, so that no right password forgets wrong codes.</summary>
    public SignInAttempt CodeAttempt(UserRow user, string? device) =>
        new(
            user.Email,
            CodesOf(user.UserId),
            user.UserId,
            devices.Read(device, user) is { } known ? Counted($"codes by {Convert.ToHexString(known)}") : null,
            MessageKind.SecondFactorPaused
        );

    /// <summary>
    /// Whether a password is that of who is signed in. Counted apart from sign-ins: strangers who guess keep nobody from their own account, and
    /// whoever has taken over a session guesses no faster than at the door.
    /// </summary>
    /// <param name="field">In which the password came: an account that only a provider's login opens has none, which is said of it.</param>
    public async Task<bool> IsOwnAsync(
        int userId,
        string email,
        string hash,
        string password,
        CancellationToken cancellationToken,
        string field = "password"
    )
    {
        if (hash.Length == 0)
        {
            throw new Refusal(Problems.Invalid(field, Texts.Problems["NoPassword", field]));
        }

        var attempt = new SignInAttempt(email, Counted($"session of {email}"), userId, Device: null);
        await RequireAsync(attempt, cancellationToken);
        if (!await Passwords.VerifyAsync(hash, password, cancellationToken))
        {
            await ChargeAsync(attempt, cancellationToken);
            return false;
        }

        await transactions.ExecuteAsync("CALL sp_pass_sign_in(@account, @device)", cancellationToken, Names(attempt));
        return true;
    }

    /// <summary>Refuses (45018) before any password is looked at.</summary>
    public Task RequireAsync(SignInAttempt attempt, CancellationToken cancellationToken) =>
        transactions.ExecuteAsync("CALL sp_require_sign_in(@account, @device)", cancellationToken, Names(attempt));

    /// <summary>Counts a wrong password, or refuses (45018) to say that it is wrong.</summary>
    public async Task ChargeAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(
            async transaction =>
            {
                var begins = await transaction.QueryAsync(
                    "CALL sp_charge_sign_in(@account, @device, @user_id, @pause_begins); SELECT @pause_begins",
                    row => row.GetInt32(0) == 1,
                    cancellationToken,
                    [.. Names(attempt), ("@user_id", attempt.UserId)]
                );
                if (begins.Single())
                {
                    // Whether there is an account, nobody looks here; see AccountMails.
                    await outbox.WriteAsync(transaction, [new(attempt.News, Recipient: attempt.Email)], cancellationToken);
                }

                return begins;
            },
            cancellationToken
        );
        outbox.Ring();
    }

    /// <summary>Forgets the wrong ones before a right one, or refuses it (45018): a pause has begun meanwhile.</summary>
    public static Task PassAsync(MySqlTransaction transaction, SignInAttempt attempt, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("CALL sp_pass_sign_in(@account, @device)", cancellationToken, Names(attempt));

    /// <summary>
    /// For whoever has shown that the mailbox is theirs, which says nothing of their second factor. The caller has locked the user's row.
    /// </summary>
    public Task ForgetAsync(MySqlTransaction transaction, int userId, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "DELETE FROM sign_in_failures WHERE user_id = @user_id AND tried_as <> @codes",
            cancellationToken,
            ("@user_id", userId),
            ("@codes", CodesOf(userId))
        );

    private byte[] CodesOf(int userId) => Counted(string.Create(CultureInfo.InvariantCulture, $"codes of {userId}"));

    private byte[] Counted(string whose) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(whose))[..CountedBytes];

    private static (string Name, object? Value)[] Names(SignInAttempt attempt) =>
        [("@account", attempt.Account), ("@device", attempt.Device)];
}
