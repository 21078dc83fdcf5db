using MovieBooking.Api.Auth;
using MySqlConnector;

namespace MovieBooking.Api.Hosting;

/// <summary>Makes an administrator. The only way to the first one: nobody can register as an administrator.</summary>
internal static class CreateAdmin
{
    private const string PasswordVariable = "MOVIEBOOKING_ADMIN_PASSWORD";

    public static async Task RunAsync(WebApplication app, string[] args)
    {
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        var email = (options["email"] ?? "").Trim();
        var name = (options["name"] ?? "").Trim();
        // Not an argument: every user of the machine can read those, and the shell keeps them.
        var password = Environment.GetEnvironmentVariable(PasswordVariable) ?? AskForPassword();
        // An administrator signs in by the rules that a customer registers by.
        var rules = new RegisterRequest.Validator().Validate(new RegisterRequest(email, password, name));
        Require(rules.IsValid, string.Join('\n', rules.Errors.Select(error => error.ErrorMessage)));
        email = EmailAddresses.Stored(email);

        await using var database = app.Services.GetRequiredService<DatabaseStartup>();
        var connectionString = await database.ConnectAsync(CancellationToken.None);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await InsertAsync(connectionString, email, name, Passwords.Hash(password), now);
        Console.WriteLine($"{email} can sign in as an administrator.");
    }

    private static async Task InsertAsync(string connectionString, string email, string name, string hash, DateTime now)
    {
        try
        {
            await using var connection = new MySqlConnection(connectionString);
            await connection.OpenAsync();
            await using var command = new MySqlCommand(
                """
                INSERT INTO users (email, password_hash, display_name, role, created_at)
                VALUES (@email, @hash, @name, 'admin', @now)
                """,
                connection
            );
            command.Parameters.AddWithValue("@email", email);
            command.Parameters.AddWithValue("@hash", hash);
            command.Parameters.AddWithValue("@name", name);
            command.Parameters.AddWithValue("@now", now);
            await command.ExecuteNonQueryAsync();
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            throw new StartupException($"There is an account for {email} already.");
        }
        catch (MySqlException exception) when (exception.ErrorCode is MySqlErrorCode.NoSuchTable or MySqlErrorCode.UnknownDatabase)
        {
            throw new StartupException("The database is empty: run the command `migrate` first.");
        }
    }

    private static string AskForPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? "";
        }

        var password = ReadHidden("Password: ");
        Require(string.Equals(password, ReadHidden("Once more: "), StringComparison.Ordinal), "The two passwords differ.");
        return password;
    }

    private static string ReadHidden(string prompt)
    {
        Console.Write(prompt);
        var typed = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            typed = key.Key switch
            {
                ConsoleKey.Backspace => typed[..^Math.Min(1, typed.Length)],
                _ when char.IsControl(key.KeyChar) => typed,
                _ => typed + key.KeyChar,
            };
        }

        Console.WriteLine();
        return typed;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new StartupException(message);
        }
    }
}
