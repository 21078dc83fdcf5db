using System.Text.Json;
using System.Text.RegularExpressions;
using MovieBooking.Api.Telemetry;

namespace MovieBooking.Api.Captcha;

/// <summary>What the provider says of a token.</summary>
internal enum Verdict
{
    Passed,
    Refused,

    /// <summary>It says nothing that can be used.</summary>
    Unavailable,
}

/// <summary>Asks the provider whether a token stands for a check that somebody has just passed. It says so once for each.</summary>
internal sealed partial class SiteVerify(IHttpClientFactory clients, CaptchaSettings settings, ILogger<SiteVerify> logger)
{
    public const string Client = "captcha";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Those of either provider are half as long at most.
    private const int LongestToken = 8_192;

    /// <param name="token">What the page was given.</param>
    /// <param name="address">From where it is shown; null where that says nothing.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<Verdict> AskAsync(string token, string? address, CancellationToken cancellationToken)
    {
        var verdict =
            token.Length > LongestToken || !Written().IsMatch(token) ? Verdict.Refused : await PostAsync(token, address, cancellationToken);
        BookingMeter.CheckedPerson(verdict);
        return verdict;
    }

    /// <summary>What a provider writes. Anything else is not sent to it: what stands before it might take offence, and that is no verdict.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~+/=:-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Written();

    private async Task<Verdict> PostAsync(string token, string? address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        using var form = new FormUrlEncodedContent([
            new("secret", settings.Secret),
            new("response", token),
            .. address is null ? [] : new KeyValuePair<string, string>[] { new("remoteip", address) },
        ]);
        try
        {
            using var answer = await client.PostAsync(settings.VerifyUrl, form, cancellationToken);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            if ((int)answer.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                LogUnavailable($"status {(int)answer.StatusCode}");
                return Verdict.Unavailable;
            }

            return Read(json.RootElement);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or JsonException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            LogUnavailable(exception is OperationCanceledException ? "no answer in time" : exception.Message);
            return Verdict.Unavailable;
        }
    }

    private Verdict Read(JsonElement answer)
    {
        if (
            answer.ValueKind != JsonValueKind.Object
            || !answer.TryGetProperty("success", out var success)
            || success.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
        )
        {
            LogUnavailable("an answer of another kind");
            return Verdict.Unavailable;
        }

        if (success.GetBoolean())
        {
            return Verdict.Passed;
        }

        // What nobody brings about by the token that they show: the provider's fault, or the operator's.
        var fault = Codes(answer).FirstOrDefault(code => code is "internal-error" or "missing-input-secret" or "invalid-input-secret");
        if (fault is null)
        {
            return Verdict.Refused;
        }

        LogUnavailable(fault);
        return Verdict.Unavailable;
    }

    private static IEnumerable<string?> Codes(JsonElement answer) =>
        answer.TryGetProperty("error-codes", out var codes) && codes.ValueKind == JsonValueKind.Array
            ? codes.EnumerateArray().Where(code => code.ValueKind == JsonValueKind.String).Select(code => code.GetString())
            : [];

    [LoggerMessage(LogLevel.Warning, "The check of people cannot be made ({Reason}): who is to be checked is let through.")]
    private partial void LogUnavailable(string reason);
}
