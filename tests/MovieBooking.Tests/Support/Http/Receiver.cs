using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MovieBooking.Tests.Support;

/// <summary>Something that webhooks are delivered to, which behaves as the path says.</summary>
public sealed class Receiver : IAsyncLifetime
{
    private readonly WebApplication _app;
    private TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>What came, by path.</summary>
    public ConcurrentQueue<(string Path, string Id, long Timestamp, string Signature, string Body)> Came { get; } = new();

    public IReadOnlyList<(string Path, string Id, long Timestamp, string Signature, string Body)> At(string path) =>
        [.. Came.Where(one => one.Path == path)];

    /// <summary>Those that <c>/flaky</c> refuses.</summary>
    public bool IsDown { get; set; }

    /// <summary>Answers what hangs.</summary>
    public void LetGo() =>
        Interlocked.Exchange(ref _letGo, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        LetGo();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers;
        _ = long.TryParse(headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture, out var timestamp);
        var path = http.Request.Path.Value!;
        Came.Enqueue((path, headers["webhook-id"].ToString(), timestamp, headers["webhook-signature"].ToString(), body));
        switch (path.Split('/')[1])
        {
            case "hang":
                await Volatile.Read(ref _letGo).Task.WaitAsync(http.RequestAborted);
                break;
            case "redirect":
                http.Response.Redirect($"{Url}/redirected");
                break;
            case "flaky" when IsDown:
                http.Response.StatusCode = 500;
                break;
            case "close":
                http.Response.Headers.Connection = "close";
                break;
        }
    }
}
