namespace MovieBooking.Tests.Support;

/// <summary>
/// Makes routines again without what protects them: the control, which shows what that is for. Only in a database that
/// no other test uses.
/// </summary>
internal static class WithoutProtection
{
    /// <summary>Without its locking reads, a procedure queues for nothing and reads what was true a moment ago.</summary>
    public static async Task RemoveLocksAsync(TestDatabase database, params string[] procedures)
    {
        foreach (var procedure in procedures)
        {
            await ChangeAsync(
                database,
                procedure,
                text =>
                {
                    Assert.Contains("FOR UPDATE", text, StringComparison.Ordinal);
                    return text.Replace("FOR UPDATE SKIP LOCKED", "", StringComparison.Ordinal)
                        .Replace("FOR UPDATE", "", StringComparison.Ordinal)
                        .Replace("LOCK IN SHARE MODE", "", StringComparison.Ordinal);
                }
            );
        }
    }

    /// <summary>One part of a procedure becomes another.</summary>
    public static Task ReplaceAsync(TestDatabase database, string procedure, string part, string by) =>
        ChangeAsync(
            database,
            procedure,
            text =>
            {
                Assert.Contains(part, text, StringComparison.Ordinal);
                return text.Replace(part, by, StringComparison.Ordinal);
            }
        );

    /// <summary>Nothing keeps two people from holding one seat: neither the mutex nor the key.</summary>
    public static async Task FreeHoldsAsync(TestDatabase database)
    {
        await RemoveLocksAsync(database, "sp_lock_seats");
        await ReplaceAsync(database, "sp_clear_expired", "FORCE INDEX (PRIMARY)", "");
        await database.ExecuteAsync("ALTER TABLE seat_locks ADD KEY (showtime_id), DROP PRIMARY KEY");
    }

    private static async Task ChangeAsync(TestDatabase database, string procedure, Func<string, string> change)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var text = change((string)(await connection.RowsAsync($"SHOW CREATE PROCEDURE {procedure}"))[0][2]!);
        await connection.ExecuteAsync($"DROP PROCEDURE {procedure}");
        await connection.ExecuteAsync(text);
    }
}
