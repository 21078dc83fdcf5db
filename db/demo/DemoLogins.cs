namespace MovieBooking.Db.Demo;

/// <summary>An account whose password is published.</summary>
public sealed record DemoLogin(string Email, string Password, string Name, string Role);

/// <summary>The accounts of the demo data: shown at the start in Development, refused anywhere else.</summary>
public static class DemoLogins
{
    public static DemoLogin Customer { get; } = new("user@example.com", "Passw0rd!demo", "Demo Customer", "customer");

    public static DemoLogin Admin { get; } = new("admin@example.com", "Adm1n!demo", "Demo Admin", "admin");

    /// <summary>Of the first cinema alone.</summary>
    public static DemoLogin Manager { get; } = new("manager@example.com", "Manag3r!demo", "Demo Manager", "manager");

    public static IReadOnlyList<DemoLogin> All { get; } = [Customer, Manager, Admin];
}
