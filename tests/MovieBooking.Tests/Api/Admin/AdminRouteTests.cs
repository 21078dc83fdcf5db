using System.Net.Http.Json;
using System.Text.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Admin;

[Collection(SharedApi.Two)]
public sealed class AdminRouteTests(TestApi api)
{
    /// <summary>From the document, so that a new route cannot be forgotten.</summary>
    [Fact]
    public async Task Every_admin_route_is_closed_to_customers_and_to_strangers()
    {
        var document = await api.CreateClient().GetAsync("/swagger/v1/swagger.json").JsonAsync();
        var routes = document
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path => path.Name.StartsWith(ManagerCalls.Admin, StringComparison.Ordinal))
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Select(operation => (Method: operation.Name, Path: path.Name, Form: TakesForm(operation.Value)))
            )
            .ToList();
        Assert.True(routes.Count >= 15, $"{routes.Count} routes");
        var (stranger, customer) = (api.CreateClient(), await api.CustomerAsync());

        foreach (var (method, path, form) in routes)
        {
            await SendAsync(stranger, method, path, form).ProblemAsync(401, "unauthenticated");
            await SendAsync(customer, method, path, form).ProblemAsync(403, "forbidden");
        }
    }

    private static bool TakesForm(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("multipart/form-data", out _);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, bool form)
    {
        // Any id will do: who calls is asked before what for.
        var address = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "1" : part));
        var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address);
        if (method is "post" or "put" or "patch")
        {
            request.Content = form ? new MultipartFormDataContent { { new StringContent("x"), "file", "x" } } : JsonContent.Create(new { });
        }

        return client.SendAsync(request);
    }
}
