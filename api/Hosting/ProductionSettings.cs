using System.Text;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Payments;
using MovieBooking.Api.Reservations;
using MovieBooking.Db.Demo;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Outside Development nothing is guessed: what is missing or only fit for a demonstration stops the start.</summary>
internal static class ProductionSettings
{
    // RFC 7518, 3.2: a key of HS256 has at least as many bits as the hash.
    private const int SigningKeyBytes = 32;

    private static readonly string[] s_placeholders = ["change-me", "changeme", "example"];

    /// <summary>What keeps the application from starting: nothing in Development.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            return [];
        }

        string?[] problems =
        [
            WhatIsWrongWithKey("Auth__SigningKey", configuration[SigningKeys.Setting]),
            configuration[SigningKeys.PreviousSetting] is { Length: > 0 } previous
                ? WhatIsWrongWithKey("Auth__PreviousSigningKey", previous)
                : null,
            .. TicketTokens.Problems(configuration),
            WhatIsWrongWithPayments(new PaymentSettings(configuration), environment),
            string.IsNullOrEmpty(configuration.GetConnectionString("MovieBooking"))
                ? "ConnectionStrings__MovieBooking is missing: the database to use."
                : null,
        ];
        return problems.OfType<string>();
    }

    /// <summary>What is missing or wrong; and test keys, with which a customer gets seats for money that never moves.</summary>
    private static string? WhatIsWrongWithPayments(PaymentSettings payments, IHostEnvironment environment) =>
        payments.Problem is { } problem ? problem
        : environment.IsProduction() && payments is { IsStripe: true, IsLive: false, ApiBase: PaymentSettings.DefaultApiBase }
            ? "Payments__Stripe__SecretKey is a key for tests: no money would move. Try them in another environment, such as Staging."
        : null;

    /// <summary>Their passwords are in the README.</summary>
    public static async Task RefuseDemoLoginsAsync(MySqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new MySqlCommand("SELECT password_hash FROM users WHERE email = @email", connection);
        var email = command.Parameters.AddWithValue("@email", "");
        foreach (var login in DemoLogins.All)
        {
            email.Value = login.Email;
            if (await command.ExecuteScalarAsync(cancellationToken) is string hash && Passwords.Verify(hash, login.Password))
            {
                throw new StartupException(
                    $"The database holds the demo login {login.Email}, whose password is published. Use a database without demo data."
                );
            }
        }
    }

    /// <param name="name">As an environment variable.</param>
    /// <param name="key">Its value.</param>
    public static string? WhatIsWrongWithKey(string name, string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return $"{name} is missing: at least {SigningKeyBytes} random bytes, for instance from `openssl rand -base64 48`.";
        }

        if (Encoding.UTF8.GetByteCount(key) < SigningKeyBytes)
        {
            return $"{name} is shorter than {SigningKeyBytes} bytes.";
        }

        return Array.Exists(s_placeholders, word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? $"{name} is a placeholder from an example."
            : null;
    }
}
