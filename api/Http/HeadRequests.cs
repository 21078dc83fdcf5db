using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MovieBooking.Api.Http;

/// <summary>HEAD wherever GET works (RFC 9110, 9.1): the same answer without its content.</summary>
internal static class HeadRequests
{
    public static WebApplication UseHeadRequests(this WebApplication app)
    {
        app.Use((http, next) => HttpMethods.IsHead(http.Request.Method) ? AnswerAsync(http, next) : NameHeadAsync(http, next));
        // Here, so that routes are chosen by the method that is answered.
        app.UseRouting();
        return app;
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var (body, aborted) = (http.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), http.RequestAborted);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new DiscardedContent(http.Response, body, ended)));
        http.RequestAborted = ended.Token;
        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
            http.RequestAborted = aborted;
            http.Features.Set(body);
        }

        NameHead(http);
    }

    private static async Task NameHeadAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        NameHead(http);
    }

    /// <summary>Whoever is told that an address takes GET is told of HEAD, too (RFC 9110, 15.5.6).</summary>
    private static void NameHead(HttpContext http)
    {
        if (
            http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            && http.Response.Headers.Allow.ToString() is var allowed
            && allowed.Split(", ").Contains(HttpMethods.Get, StringComparer.Ordinal)
        )
        {
            http.Response.Headers.Allow = $"{allowed}, {HttpMethods.Head}";
        }
    }

    /// <summary>Takes what is written and drops it. A stream of events would never end: it ends once its headers are known.</summary>
    private sealed class DiscardedContent(HttpResponse response, IHttpResponseBodyFeature body, CancellationTokenSource ended) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) { }

        public override void Flush() { }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await EndEventsAsync();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => EndEventsAsync();

        public override Task FlushAsync(CancellationToken cancellationToken) => EndEventsAsync();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private async Task EndEventsAsync()
        {
            if (
                MediaTypeHeaderValue.TryParse(response.ContentType, out var type)
                && type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
            )
            {
                await body.StartAsync(CancellationToken.None);
                await ended.CancelAsync();
            }
        }
    }
}
