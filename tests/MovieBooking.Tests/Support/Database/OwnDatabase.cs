namespace MovieBooking.Tests.Support;

/// <summary>A database for one test alone: one that changes fares or routines, or reads totals over everything.</summary>
internal static class OwnDatabase
{
    public static async Task RunAsync(Func<TestDatabase, Task> test)
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        try
        {
            await test(database);
        }
        finally
        {
            await database.DisposeAsync();
        }
    }
}
