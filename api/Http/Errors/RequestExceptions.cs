using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace MovieBooking.Api.Http;

/// <summary>Requests that cannot be read: malformed JSON, unknown fields, wrong types, bodies too large.</summary>
internal sealed partial class RequestExceptions : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException request)
        {
            return false;
        }

        if (request.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            // The rest of the body is on its way: nothing else can be asked here.
            httpContext.Response.Headers.Connection = "close";
        }

        await Problems.WriteAsync(httpContext, Explain(request));
        return true;
    }

    private static ProblemDetails Explain(BadHttpRequestException request)
    {
        if (request.InnerException is JsonException json)
        {
            // With the reader's own exception inside, the text is no JSON, at whatever field it breaks off.
            return json.InnerException is not JsonException && Field(json) is { } field
                ? Problems.Invalid(field, Rule(json))
                : Problems.Create(ApiError.MalformedRequest, Texts.Problems["NotJson"]);
        }

        var parameter = FailedParameter().Match(request.Message);
        return parameter.Success
            ? Problems.Invalid(JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups["name"].Value), Texts.Problems["WrongParameter"])
            : Problems.Create(ApiError.For(request.StatusCode), request.StatusCode == 400 ? Texts.Problems["BodyNeeded"] : null);
    }

    /// <summary>The field as the client wrote it: $.seatIds[0] becomes seatIds[0].</summary>
    private static string? Field(JsonException json) => json.Path is { Length: > 2 } path && path[1] == '.' ? path[2..] : null;

    private static LocalizedString Rule(JsonException json) =>
        json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? Texts.Problems["UnknownField"]
        : json.Message.Contains("Duplicate property", StringComparison.Ordinal) ? Texts.Problems["FieldTwice"]
        : json.Message.Contains("could not be converted", StringComparison.Ordinal) ? Texts.Problems["WrongType"]
        : Texts.Problems["Unreadable"];

    // The framework says which parameter failed only in words: Failed to bind parameter "int Page" from "abc".
    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex FailedParameter();
}
