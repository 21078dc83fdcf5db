using System.Text.Json;

namespace MovieBooking.Load.Customers;

/// <summary>What came back for a request; status 0 when nothing did.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public static readonly Answer None = new(0, []);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>No answer, or one that tells to try again: the caller does not know what happened.</summary>
    public bool IsUnknown => Status is 0 or 503 || Code == "request_in_progress";

    /// <summary>The stable code of a refusal, or empty.</summary>
    public string Code { get; } = CodeOf(Status, Body);

    public string Outcome => Status == 0 ? "no answer" : $"{Status} {Code}".TrimEnd();

    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    private static string CodeOf(int status, byte[] body)
    {
        if (status < 400 || body.Length == 0)
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("code").GetString() ?? "";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "not a problem document";
        }
    }
}
