using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MovieBooking.Api.Hosting;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Auth;

/// <summary>What is held about a person: to take along, and to have deleted.</summary>
internal static class PersonalDataEndpoints
{
    public static IServiceCollection AddPersonalData(this IServiceCollection services) =>
        services
            .AddScoped<PersonalDataReader>()
            .AddSingleton<AccountDeletion>()
            .AddSingleton<GuestRetention>()
            .AddPeriodicWork(provider => provider.GetRequiredService<GuestRetention>().Work);

    public static void MapPersonalData(this RouteGroupBuilder auth)
    {
        auth.MapGet("/me/export", ExportPersonalData).RequireLiveSession();
        auth.MapPost("/me/delete", DeleteAccount)
            .RequireLiveSession()
            .RequireRateLimiting(RateLimits.Authentication)
            .WithErrors(ApiError.UpcomingBookings, ApiError.AdminAccount);
    }

    /// <summary>Everything that is held about you, as one file.</summary>
    /// <remarks>
    /// Nothing else refers to you: of a place in a waiting room no row is kept, and passwords, tokens and the codes of tickets are secrets and no
    /// data.
    /// </remarks>
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> ExportPersonalData(
        ClaimsPrincipal caller,
        PersonalDataReader reader,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await reader.ReadAsync(caller.UserId(), cancellationToken) is not { } data)
        {
            return Problems.Result(ApiError.Unauthenticated);
        }

        http.Response.Headers.ContentDisposition = "attachment; filename=\"moviebooking-data.json\"";
        return TypedResults.Ok(data);
    }

    /// <summary>Deletes your account, for good.</summary>
    /// <remarks>
    /// Your name, address and password are gone, all sessions end, and the address is free for a new account. Seats that you hold, and bookings
    /// that are not confirmed, go back on sale. Sales stay, without you. Bookings of shows to come stay good at the door, but nobody can open or
    /// cancel them any more: cancel them before, or say with `keepBookings` that you know; without it 409 `upcoming_bookings` tells how many
    /// there are. 409 `admin_account` to admins and managers, under whose names the log keeps what they changed.
    /// A mail to the old address says that it is done.
    /// </remarks>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAccount(
        DeleteAccountRequest request,
        ClaimsPrincipal caller,
        AccountDeletion deletion,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (ManagementAccess.Roles.Any(role => caller.IsInRole(Word.Of(role))))
        {
            return Problems.Result(ApiError.AdminAccount);
        }

        await deletion.DeleteAsync(caller.UserId(), request, cancellationToken);
        RefreshCookie.Delete(http);
        return TypedResults.NoContent();
    }
}
