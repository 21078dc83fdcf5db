using Microsoft.AspNetCore.Authorization;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>
/// Who may call an operation of management. Every one says it, with <c>OpenToManagers</c> or <c>AdminsOnly</c>; one that says nothing is
/// for admins alone. What managers are bounded to is <c>CinemaBounds</c>' to say.
/// </summary>
internal sealed record ManagementAccess(bool ForManagers)
{
    public static readonly UserRole[] Roles = [UserRole.Admin, UserRole.Manager];

    public static bool Allows(AuthorizationHandlerContext context) =>
        Is(context, UserRole.Admin)
        || (
            Is(context, UserRole.Manager)
            && context.Resource is HttpContext http
            && http.GetEndpoint()?.Metadata.GetMetadata<ManagementAccess>() is { ForManagers: true }
        );

    private static bool Is(AuthorizationHandlerContext context, UserRole role) => context.User.IsInRole(Word.Of(role));
}

internal static class ManagementMarks
{
    /// <summary>Managers may call it, for their cinemas.</summary>
    public static TBuilder OpenToManagers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new ManagementAccess(ForManagers: true));

    /// <summary>It is about the whole house, and no manager's.</summary>
    public static TBuilder AdminsOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new ManagementAccess(ForManagers: false));
}
