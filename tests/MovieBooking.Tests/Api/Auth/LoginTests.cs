using System.Net.Http.Json;
using MovieBooking.Tests.Support;

namespace MovieBooking.Tests.Api.Auth;

[Collection(SharedApi.Two)]
public sealed class LoginTests(TestApi api)
{
    [Fact]
    public async Task A_customer_signs_in_with_the_address_in_any_case_of_its_letters()
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);

        var session = (await LoginAsync(email.ToUpperInvariant()).JsonAsync()).IsSession();

        Assert.Equal((email, "customer"), (session.GetProperty("user").Text("email"), session.GetProperty("user").Text("role")));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);

        var wrong = await LoginAsync(email, "not the password").ProblemAsync(401, "invalid_credentials");
        var unknown = await LoginAsync(TestApi.Email()).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(email, TestApi.Password.ToUpperInvariant()).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(email, "short").ProblemAsync(401, "invalid_credentials");

        Assert.Equal(wrong.Text("title"), unknown.Text("title"));
    }

    [Fact]
    public async Task Customers_sign_in_at_one_door_and_admins_at_the_other()
    {
        var (customer, admin) = (TestApi.Email(), TestApi.Email());
        await api.RegisterAsync(customer);
        await api.RegisterAsync(admin);
        await api.Database.ExecuteAsync("UPDATE users SET role = 'admin' WHERE email = @email", ("@email", admin));

        var session = (await LoginAsync(admin, door: "admin-login").JsonAsync()).IsSession();
        Assert.Equal("admin", session.GetProperty("user").Text("role"));
        await LoginAsync(admin).ProblemAsync(401, "invalid_credentials");
        await LoginAsync(customer, door: "admin-login").ProblemAsync(401, "invalid_credentials");
    }

    [Theory]
    [InlineData("login")]
    [InlineData("admin-login")]
    public async Task What_cannot_be_an_address_or_password_is_refused_by_name(string door)
    {
        await LoginAsync("nobody", door: door).ProblemAsync(400, "validation_failed", "email");
        await LoginAsync(TestApi.Email(), "", door).ProblemAsync(400, "validation_failed", "password");
        await LoginAsync(TestApi.Email(), new string('p', 129), door).ProblemAsync(400, "validation_failed", "password");
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password = TestApi.Password, string door = "login") =>
        api.CreateClient().PostAsJsonAsync($"/api/v1/auth/{door}", new { email, password });
}
