using System.Text;

namespace MovieBooking.Load.Bench.Wire;

/// <summary>Requests as they go over the wire.</summary>
internal static class Request
{
    /// <param name="path">With its query.</param>
    /// <param name="headers">Whole lines, as <c>Authorization: Bearer …</c>.</param>
    public static byte[] Get(string path, params ReadOnlySpan<string?> headers) => Write("GET", path, headers, body: null);

    public static byte[] Post(string path, string? json, params ReadOnlySpan<string?> headers) => Write("POST", path, headers, json ?? "");

    private static byte[] Write(string method, string path, ReadOnlySpan<string?> headers, string? body)
    {
        var request = new StringBuilder().Append(method).Append(' ').Append(path).Append(" HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var header in headers)
        {
            if (header is not null)
            {
                request.Append(header).Append("\r\n");
            }
        }

        if (body is { Length: > 0 })
        {
            request.Append("Content-Type: application/json\r\n");
        }

        if (body is not null)
        {
            request.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(request.Append("\r\n").Append(body).ToString());
    }
}
