using MovieBooking.Load.Measuring;
using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Customers;

/// <summary>All customers at once, each with one call at a time.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly HttpClient _http;
    private readonly List<Customer> _customers = [];
    private readonly List<History> _histories = [];
    private Task _rest = Task.CompletedTask;

    public Crowd(Stage stage, int seed, Measurements measurements)
    {
        _http = stage.CreateClient();
        foreach (var (index, userId) in stage.UserIds.Index())
        {
            var history = new History();
            _histories.Add(history);
            _customers.Add(
                new Customer(
                    new Calls(_http, stage.Tokens, userId, measurements),
                    new Calls(_http, stage.Tokens, stage.ClerkIds[index % stage.ClerkIds.Count], measurements),
                    history,
                    $"customer{userId}",
                    stage.Shows,
                    stage.Vouchers,
                    stage.GiftCards,
                    stage.Stripe,
                    new Random(unchecked(seed + (userId * 7919)))
                )
            );
        }
    }

    public IReadOnlyList<History> Histories => _histories;

    /// <summary>Nobody takes another step while this is done.</summary>
    public async Task RestDuringAsync(Func<Task> work)
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _rest, rest.Task);
        try
        {
            await work();
        }
        finally
        {
            rest.SetResult();
        }
    }

    /// <summary>Runs until no customer may take another step; each has its last answer then.</summary>
    public Task RunAsync(Func<bool> may, CancellationToken cancellationToken) =>
        Task.WhenAll(
            _customers.Select(customer =>
                Task.Run(
                    async () =>
                    {
                        while (!cancellationToken.IsCancellationRequested && may())
                        {
                            await Volatile.Read(ref _rest);
                            await customer.StepAsync();
                        }
                    },
                    cancellationToken
                )
            )
        );

    public void Dispose() => _http.Dispose();
}
