using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
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

    /// <summary>No password ends by itself (ASVS 6.2.10).</summary>
    [Fact]
    public async Task A_password_of_ten_years_ago_is_as_good_as_a_new_one()
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);
        await api.Database.ExecuteAsync(
            """
            UPDATE users
            SET created_at = created_at - INTERVAL 10 YEAR, credentials_changed_at = UTC_TIMESTAMP(6) - INTERVAL 10 YEAR
            WHERE email = @email
            """,
            ("@email", email)
        );

        (await LoginAsync(email).JsonAsync()).IsSession();
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
        await api.Database.ExecuteAsync("UPDATE users SET role = 'manager' WHERE email = @email", ("@email", admin));
        Assert.Equal("manager", (await LoginAsync(admin, door: "admin-login").JsonAsync()).GetProperty("user").Text("role"));
        // Managers come to the door and the counter, too, which lead to the other one.
        Assert.Equal("manager", (await LoginAsync(admin).JsonAsync()).GetProperty("user").Text("role"));
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_when_its_owner_signs_in_however_often_at_once()
    {
        var email = TestApi.Email();
        await api.RegisterAsync(email);
        var weak = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));
        await api.Database.ExecuteAsync(
            "UPDATE users SET password_hash = @hash WHERE email = @email",
            ("@hash", weak.HashPassword(this, TestApi.Password)),
            ("@email", email)
        );
        Assert.Equal(1_000, await RoundsAsync(email));

        await LoginAsync(email, "not the password").ProblemAsync(401, "invalid_credentials");
        Assert.Equal(1_000, await RoundsAsync(email));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoginAsync(email)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(220_000, await RoundsAsync(email));
        await LoginAsync(email).JsonAsync();
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

    /// <summary>As ASP.NET Core Identity's format 3 has them: after its mark and the function, in four bytes.</summary>
    private async Task<int> RoundsAsync(string email)
    {
        var hash = await api.Database.ScalarAsync<string>("SELECT password_hash FROM users WHERE email = @email", ("@email", email));
        return BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5, 4));
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password = TestApi.Password, string door = "login") =>
        api.CreateClient().PostAsJsonAsync($"/api/v1/auth/{door}", new { email, password });
}
