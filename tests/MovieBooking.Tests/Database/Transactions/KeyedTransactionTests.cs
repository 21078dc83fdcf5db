using MovieBooking.Db;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Database;

/// <summary>What happens once for its key: here, writing down that it happened.</summary>
public sealed class KeyedTransactionTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Rivals = 50;

    private readonly BookingTransaction _booking = new(database.Source);

    private KeyedTransaction Keys => new(_booking);

    public async Task InitializeAsync()
    {
        await database.ExecuteAsync("CREATE TABLE IF NOT EXISTS test_work (number INT NOT NULL AUTO_INCREMENT PRIMARY KEY)");
        await database.ExecuteAsync("DELETE FROM test_work");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_does_the_work_and_the_others_get_its_answer_or_wait()
    {
        var key = NewKey();

        var results = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => WorkAsync(key)));

        Assert.Equal(1, await DoneAsync());
        var answers = results.Where(result => result.Outcome == KeyedOutcome.Answered).Select(result => result.Answer).Distinct();
        Assert.NotNull(Assert.Single(answers));
        Assert.All(results, result => Assert.True(result.Outcome is KeyedOutcome.Answered or KeyedOutcome.InProgress));
    }

    [Fact]
    public async Task Of_many_at_once_with_keys_of_their_own_everybody_does_it()
    {
        // The control: it is the common key that lets only one of those above.
        await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => WorkAsync(NewKey())));

        Assert.Equal(Rivals, await DoneAsync());
    }

    [Fact]
    public async Task An_answer_stored_past_the_lock_is_given_and_the_own_work_undone()
    {
        // As after a failover, which loses the lock of the first: the primary key decides.
        var key = NewKey();
        var attempts = 0;

        var result = await Keys.RunAsync(
            key,
            async transaction =>
            {
                await using var work = transaction.Command("INSERT INTO test_work VALUES ()");
                await work.ExecuteNonQueryAsync();
                if (attempts++ == 0)
                {
                    await database.ExecuteAsync(
                        """
                        INSERT INTO idempotency_keys (caller, route, idempotency_key, request_hash, status, body, created_at)
                        VALUES (@caller, @route, @key, @hash, 201, 'the other answer', UTC_TIMESTAMP(6))
                        """,
                        ("@caller", key.Caller),
                        ("@route", key.Route),
                        ("@key", key.Key),
                        ("@hash", key.RequestHash)
                    );
                }

                return new KeptAnswer(201, "the own answer", null);
            },
            CancellationToken.None
        );

        Assert.Equal("the other answer", result.Answer?.Body);
        Assert.Equal(0, await DoneAsync());
    }

    [Fact]
    public async Task What_fails_or_finds_nothing_leaves_no_claim()
    {
        var key = NewKey();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Keys.RunAsync(key, _ => throw new InvalidOperationException("The work fails."), CancellationToken.None)
        );
        var nothing = await Keys.RunAsync(key, _ => Task.FromResult<KeptAnswer?>(null), CancellationToken.None);
        var done = await WorkAsync(key);

        Assert.Equal(KeyedOutcome.Nothing, nothing.Outcome);
        Assert.Equal(KeyedOutcome.Answered, done.Outcome);
        Assert.Equal(1, await DoneAsync());
    }

    [Fact]
    public async Task A_connection_killed_in_the_middle_is_replaced_and_the_work_done_once()
    {
        var attempts = 0;

        var result = await Keys.RunAsync(
            NewKey(),
            async transaction =>
            {
                await using var work = transaction.Command("INSERT INTO test_work VALUES ()");
                await work.ExecuteNonQueryAsync();
                if (attempts++ == 0)
                {
                    await database.ExecuteAsync($"KILL CONNECTION {transaction.Connection!.ServerThread}");
                    await work.ExecuteNonQueryAsync();
                }

                return new KeptAnswer(201, "done", null);
            },
            CancellationToken.None
        );

        Assert.Equal("done", result.Answer?.Body);
        Assert.Equal(2, attempts);
        Assert.Equal(1, await DoneAsync());
    }

    [Fact]
    public async Task A_connection_that_is_lost_every_time_is_given_up_after_a_few()
    {
        var attempts = 0;

        var exception = await Assert.ThrowsAsync<MySqlConnector.MySqlException>(() =>
            _booking.RunAsync<int>(
                async transaction =>
                {
                    attempts++;
                    await database.ExecuteAsync($"KILL CONNECTION {transaction.Connection!.ServerThread}");
                    await using var work = transaction.Command("INSERT INTO test_work VALUES ()");
                    return await work.ExecuteNonQueryAsync();
                },
                CancellationToken.None
            )
        );

        Assert.True(exception.IsLostConnection());
        Assert.Equal(6, attempts);
        Assert.Equal(0, await DoneAsync());
    }

    private Task<KeyedResult> WorkAsync(RequestKey key) =>
        Keys.RunAsync(
            key,
            async transaction =>
            {
                await using var work = transaction.Command("INSERT INTO test_work VALUES (); SELECT LAST_INSERT_ID()");
                return new KeptAnswer(201, $"number {await work.ExecuteScalarAsync()}", null);
            },
            CancellationToken.None
        );

    private Task<int> DoneAsync() => database.ScalarAsync<int>("SELECT COUNT(*) FROM test_work");

    private static RequestKey NewKey() => new("user:1", "test", IdempotencyCalls.NewKey(), new byte[32]);
}
