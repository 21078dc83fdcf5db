namespace MovieBooking.Api.Hosting;

/// <summary>The accounts of the demo data. They are public: shown at the start in Development, refused anywhere else.</summary>
internal static class DemoLogins
{
    public static readonly (string Email, string Password)[] All =
    [
        ("user@example.com", "Passw0rd!demo"),
        ("admin@example.com", "Adm1n!demo"),
    ];
}
