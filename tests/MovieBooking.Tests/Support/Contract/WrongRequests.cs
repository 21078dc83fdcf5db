using System.Text;
using System.Text.Json.Nodes;

namespace MovieBooking.Tests.Support;

/// <summary>Everything that can be wrong with a request of an operation, one thing at a time: each parameter, each field, the body as a whole.</summary>
internal static class WrongRequests
{
    private const string Json = "application/json";
    private const string Here = "\"@here@\"";

    private static readonly string s_long = new('x', 10_000);
    private static readonly string s_deep = new string('[', 200) + new string(']', 200);

    /// <summary>As they stand in an address; %00 is NUL, %ED%A0%80 half of a pair of surrogates.</summary>
    private static readonly string[] s_texts =
    [
        .. "%20 -1 0 2147483647 2147483648 99999999999999999999 1.5 1e400 NaN Infinity true null undefined x %00 a%00b %ED%A0%80 %FF %F0%9F%8E%AC".Split(
            ' '
        ),
        .. "0001-01-01 9999-12-31 2026-02-30 2026-13-01T25:00:00Z %27%20OR%201=1 %25 %5C ..%2F.. 1,2 [] {} %0D%0Ax %E2%80%AE 00000000-0000-0000-0000-000000000000".Split(
            ' '
        ),
        s_long,
    ];

    private static readonly string[] s_headers =
    [
        "",
        " ",
        "-1",
        "99999999999999999999",
        "NaN",
        "\"",
        ",",
        "é",
        "a b",
        "\"x\", \"y\"",
        "W/\"\"",
        s_long,
    ];

    /// <summary>JSON, or what is not.</summary>
    private static readonly string[] s_values =
    [
        .. """null true "" " -1 0 1.5 1e-30 2147483648 99999999999999999999 1e400 -0 NaN "NaN" "1" "x" [] {} [null] [[]] {"a":1}""".Split(
            ' '
        ),
        .. """79228162514264337593543950335 0.00000000000000000000000001 "\ud800" "a\udc00b" "\u0000" "a\u0000b" "\u202e" "\r\nx" "🎬" """
            .TrimEnd()
            .Split(' '),
        .. """ "'OR/**/1=1--" "%" "0001-01-01" "9999-12-31" "9999-12-31T23:59:59+14:00" "2026-02-30" "+" "-" """.Trim().Split(' '),
        "\" \"",
        $"\"{s_long}\"",
        $"[{string.Join(',', Enumerable.Range(1, 2_000))}]",
        s_deep,
    ];

    private static readonly string[] s_bodies =
    [
        "",
        " ",
        "{",
        "}",
        "{}",
        "{}{}",
        "[]",
        "null",
        "1",
        "\"x\"",
        "NaN",
        "{'a':1}",
        "{\"a\":1,}",
        "// x\n{}",
        "<xml/>",
        "{\"\\ud800\":1}",
        "{\"\\u0000\":1}",
        "{\"__proto__\":{\"role\":\"admin\"}}",
        "{\"\":1}",
        s_long,
        s_deep,
        new string('[', 5000),
    ];

    private static readonly string?[] s_types =
    [
        null,
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=klingon",
        "x",
        "/",
    ];

    public static IEnumerable<WrongRequest> Of(Operation operation, Things things) =>
        [
            .. operation.Parameters.SelectMany(parameter =>
                parameter.In switch
                {
                    "path" => InPath(operation, parameter, things),
                    "query" => InQuery(operation, parameter, things),
                    _ => s_headers.Select(value => new WrongRequest(
                        operation,
                        $"header {parameter.Name}",
                        operation.Address(things),
                        Right(operation, things),
                        TypeOf(operation),
                        (parameter.Name, value)
                    )),
                }
            ),
            .. operation.BodyType is null ? [] : Bodies(operation, things),
            .. operation.Fields.Where(_ => !operation.IsForm).SelectMany(field => InField(operation, field, things)),
        ];

    private static IEnumerable<WrongRequest> InPath(Operation operation, Parameter parameter, Things things) =>
        // No server hands an application a path with NUL in it.
        s_texts
            .Where(text => !text.Contains("%00", StringComparison.Ordinal))
            .Select(text => new WrongRequest(
                operation,
                $"{parameter.Name} in the path",
                operation.Address(things.With(($"{operation.Id}.{parameter.Name}", text))),
                Right(operation, things),
                TypeOf(operation)
            ));

    private static IEnumerable<WrongRequest> InQuery(Operation operation, Parameter parameter, Things things)
    {
        var (route, others) = (operation.Route(things), operation.Query(things));
        others.Remove(parameter.Name);
        var before = WellFormed.QueryOf(others) is { Length: > 0 } said ? $"{said}&" : "?";
        string[] wrong =
        [
            "",
            parameter.Name,
            $"{parameter.Name}=",
            $"{parameter.Name}=1&{parameter.Name}=2",
            $"{parameter.Name}[]=1",
            .. s_texts.Select(text => $"{parameter.Name}={text}"),
        ];
        return wrong.Select(text => new WrongRequest(
            operation,
            $"{parameter.Name} in the query",
            $"{route}{before}{text}",
            Right(operation, things),
            TypeOf(operation)
        ));
    }

    private static IEnumerable<WrongRequest> Bodies(Operation operation, Things things)
    {
        var address = operation.Address(things);
        var right = Right(operation, things) ?? [];
        return
        [
            .. s_bodies.Select(body => new WrongRequest(operation, "body", address, Encoding.UTF8.GetBytes(body), TypeOf(operation))),
            .. s_types.Select(type => new WrongRequest(operation, $"a body of type {type}", address, right, type)),
            new WrongRequest(operation, "no body", address),
            new WrongRequest(
                operation,
                "a body that is no text",
                address,
                [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D],
                TypeOf(operation)
            ),
            new WrongRequest(operation, "a compressed body", address, right, TypeOf(operation), ("Content-Encoding", "gzip")),
        ];
    }

    /// <summary>Each value that a field holds, itself and whatever is in it, in place of which a wrong one stands; not there; twice; with something more.</summary>
    private static IEnumerable<WrongRequest> InField(Operation operation, Field field, Things things)
    {
        var address = operation.Address(things);
        var count = Nodes(Fresh()[field.Name]).Count();
        for (var index = 0; index < count; index++)
        {
            var (body, node) = At(index);
            var (what, right) = (node.GetPath(), node.ToJsonString());
            node.ReplaceWith("@here@");
            var text = body.ToJsonString();
            foreach (var value in s_values)
            {
                yield return Request(what, text.Replace(Here, value, StringComparison.Ordinal));
            }

            if (what.EndsWith(']'))
            {
                continue;
            }

            var name = what.Split('.')[^1];
            yield return Request($"{what} twice", text.Replace(Here, $"{right},\"{name}\":{right}", StringComparison.Ordinal), true);
            yield return Request($"{what} and isAdmin", text.Replace(Here, $"{right},\"isAdmin\":true", StringComparison.Ordinal), true);
            yield return Request(
                $"{what} in other letters",
                text.Replace($"\"{name}\":{Here}", $"\"{name.ToUpperInvariant()}\":{right}", StringComparison.Ordinal),
                true
            );
            (body, node) = At(index);
            ((JsonObject)node.Parent!).Remove(name);
            yield return Request($"no {what}", body.ToJsonString());
        }

        JsonObject Fresh()
        {
            var body = operation.Body(things);
            body[field.Name] = operation.Value(field, things);
            return body;
        }

        (JsonObject Body, JsonNode Node) At(int index)
        {
            var body = Fresh();
            return (body, Nodes(body[field.Name]).ElementAt(index));
        }

        WrongRequest Request(string what, string body, bool isNeverAccepted = false) =>
            new(operation, what, address, Encoding.UTF8.GetBytes(body), Json, IsNeverAccepted: isNeverAccepted);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonObject fields => [node, .. fields.SelectMany(field => Nodes(field.Value))],
            JsonArray { Count: > 0 } items => [node, .. Nodes(items[0])],
            _ => [node],
        };

    private static byte[]? Right(Operation operation, Things things) =>
        operation.BodyType is null ? null
        : operation.IsForm ? "--x\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\nx\r\n--x--\r\n"u8.ToArray()
        : Encoding.UTF8.GetBytes(operation.Body(things).ToJsonString());

    private static string? TypeOf(Operation operation) => operation.IsForm ? "multipart/form-data; boundary=x" : operation.BodyType;
}
