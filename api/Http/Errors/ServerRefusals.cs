using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Http;

/// <summary>
/// What the web server refuses before any of our code is asked (a request line, headers or a host that cannot be right; too many or too
/// slow of them) is a problem as every other refusal is. Kestrel would answer without a body; it tells of each such request by an event,
/// before it answers.
/// </summary>
internal sealed partial class ServerRefusals(
    DiagnosticListener server,
    IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
    ILogger<ServerRefusals> logger
) : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = server.Subscribe(this, name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // HTTP/2 and 3 share a connection between requests: only their frames may be written to it.
        if (
            value.Value is IFeatureCollection features
            && features.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && features.Get<IHttpRequestFeature>() is { } request
            && !HttpProtocol.IsHttp2(request.Protocol)
            && !HttpProtocol.IsHttp3(request.Protocol)
        )
        {
            Answer(features, request, response);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private void Answer(IFeatureCollection features, IHttpRequestFeature request, IHttpResponseFeature response)
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        LogRefusal(response.StatusCode, features.Get<IBadRequestExceptionFeature>()?.Error?.Message, traceId);
        var error = ApiError.For(response.StatusCode);
        BookingMeter.Refused(error.Code);
        var problem = Problems.Create(error);
        problem.Extensions["traceId"] = traceId;
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, json.Value.SerializerOptions);

        var headers = response.Headers;
        headers.ContentType = "application/problem+json";
        headers.ContentLength = body.Length;
        headers.ContentLanguage = Texts.Language.TwoLetterISOLanguageName;
        headers.CacheControl = "no-store";
        headers.Connection = "close";
        headers.XContentTypeOptions = "nosniff";

        // The body's own writer is not there yet: the server has no request that it could belong to.
        var started = features.GetRequiredFeature<IHttpResponseBodyFeature>().StartAsync();
        if (started.IsCompletedSuccessfully && !HttpMethods.IsHead(request.Method))
        {
            // The server flushes it, or closes the connection with it.
            _ = features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.WriteAsync(body).AsTask();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The web server refused a request with {StatusCode}: {Reason} ({TraceId})")]
    private partial void LogRefusal(int statusCode, string? reason, string traceId);
}
