using System.Globalization;
using System.Security.Claims;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;
using MovieBooking.Db;
using MovieBooking.Db.Model;
using MySqlConnector;

namespace MovieBooking.Api.Admin;

/// <summary>What managers add, once for each Idempotency-Key: an answer that is lost, even that to COMMIT, adds nothing twice.</summary>
internal sealed class Creations(Idempotency idempotency, TransactionQueries queries, BookingTransaction booking)
{
    /// <summary>Adds a thing, and answers 201 with it as the transaction left it.</summary>
    /// <param name="key">The client's key.</param>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="path">The list that it is added to, as in <c>movies</c>.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="add">Adds it; the answer is its id.</param>
    /// <param name="read">Reads it.</param>
    public Task<IResult> AddAsync<T>(
        IdempotencyHeader key,
        ClaimsPrincipal caller,
        string path,
        object request,
        Func<MySqlTransaction, Task<int>> add,
        Func<MovieBookingContext, int, Task<T?>> read,
        CancellationToken cancellationToken
    )
        where T : class =>
        RunAsync(
            key,
            caller,
            $"add to {path}",
            request,
            async transaction =>
            {
                var id = await add(transaction);
                await using var db = queries.On(transaction);
                return Created(path, id, (await read(db, id))!);
            },
            cancellationToken
        );

    /// <summary>Does what adds things, and answers what the work says.</summary>
    public async Task<IResult> RunAsync<T>(
        IdempotencyHeader key,
        ClaimsPrincipal caller,
        string route,
        object request,
        Func<MySqlTransaction, Task<Success<T>>> work,
        CancellationToken cancellationToken
    ) =>
        (
            await idempotency.RunAsync<T>(
                key,
                string.Create(CultureInfo.InvariantCulture, $"user:{caller.UserId()}"),
                caller.SessionOrNull(),
                route,
                request,
                async transaction => await work(transaction),
                cancellationToken
            )
        )!;

    /// <summary>Does what adds many things; in a dry run it only says what it would do, and needs no key.</summary>
    public async Task<IResult> RunAsync<T>(
        bool isDryRun,
        IdempotencyHeader key,
        ClaimsPrincipal caller,
        string route,
        object request,
        Func<MySqlTransaction, Task<T>> work,
        CancellationToken cancellationToken
    ) =>
        isDryRun
            ? TypedResults.Ok(await booking.RunRepeatableAsync(work, cancellationToken))
            : await RunAsync(
                key,
                caller,
                route,
                request,
                async transaction => new Success<T>(StatusCodes.Status200OK, await work(transaction)),
                cancellationToken
            );

    public static Success<T> Created<T>(string path, int id, T thing) =>
        new(StatusCodes.Status201Created, thing, string.Create(CultureInfo.InvariantCulture, $"/api/v1/admin/{path}/{id}"));
}
