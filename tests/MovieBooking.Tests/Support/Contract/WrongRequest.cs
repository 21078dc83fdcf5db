using System.Net.Http.Headers;
using System.Text;

namespace MovieBooking.Tests.Support;

/// <summary>A request of an operation with one thing wrong with it.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="Header">A header beside those of the body; its value as it is sent.</param>
/// <param name="IsNeverAccepted">Whether a success would mean that something was overlooked.</param>
internal sealed record WrongRequest(
    Operation Operation,
    string What,
    string Address,
    byte[]? Body = null,
    string? BodyType = null,
    (string Name, string Value)? Header = null,
    bool IsNeverAccepted = false
)
{
    private const int LongestInCurl = 4000;

    /// <summary>Whether it could take away what others name: such are sent last.</summary>
    public bool MayTakeAway => Operation.Method == "DELETE" || Operation.Path.EndsWith("/waiting-room", StringComparison.Ordinal);

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(new HttpMethod(Operation.Method), new Uri(Address, UriKind.Relative));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (BodyType is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", BodyType);
            }
        }

        if (Header is var (name, value))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>The same, to be sent by hand.</summary>
    public string Curl(AuthenticationHeaderValue? caller)
    {
        var line = new StringBuilder($"curl -i -X {Operation.Method} {Quoted($"http://localhost:5000{Address}")}");
        if (caller is not null)
        {
            line.Append(" -H ").Append(Quoted($"Authorization: {caller}"));
        }

        if (Header is var (name, value))
        {
            line.Append(" -H ").Append(Quoted($"{name}: {value}"));
        }

        if (Body is not null)
        {
            var text = Encoding.Latin1.GetString(Body);
            line.Append(" -H ").Append(Quoted($"Content-Type: {BodyType}"));
            line.Append(" --data-binary ").Append(Quoted(text.Length > LongestInCurl ? $"{text[..LongestInCurl]}… ({text.Length})" : text));
        }

        return line.ToString();
    }

    /// <summary>Bash's $'…', in which any byte can be written.</summary>
    private static string Quoted(string text) =>
        $"$'{string.Concat(text.Select(letter => letter is '\'' or '\\' ? $"\\{letter}" : letter is < ' ' or > '~' and <= '\xff' ? $"\\x{(int)letter:x2}" : $"{letter}"))}'";
}
