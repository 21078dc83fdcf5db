using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;
using MovieBooking.Api.Http;

namespace MovieBooking.Api.Admin.People;

/// <summary>Somebody with an account.</summary>
/// <param name="UserId" example="7">The account.</param>
/// <param name="Email" example="sam@example.com">Its address.</param>
/// <param name="DisplayName" example="Sam Rivers">Its name.</param>
/// <param name="Role" example="manager">What they may do.</param>
/// <param name="Cinemas">Where staff work, and what managers manage; admins need none.</param>
/// <param name="HasSecondFactor" example="true">Whether they sign in with a code, too.</param>
/// <param name="Passkeys" example="1">How many passkeys they have, each of which signs in as both factors.</param>
/// <param name="Sessions" example="2">In how many places they are signed in.</param>
/// <param name="RoleTag" example="&quot;manager-1&quot;">What If-Match takes when the role is changed: another one has another.</param>
public sealed record Person(
    int UserId,
    string Email,
    string DisplayName,
    UserRole Role,
    IReadOnlyList<DoorCinema> Cinemas,
    bool HasSecondFactor,
    int Passkeys,
    int Sessions,
    string RoleTag
);

/// <summary>Whom to list.</summary>
internal sealed record PeopleQuery : IPageQuery
{
    /// <summary>Only those whose name or address has this in it; without it, and without a role, everybody who is no customer.</summary>
    /// <example>sam</example>
    public string? Q { get; init; }

    /// <summary>Only those of this role.</summary>
    [Words("admin", "customer", "staff", "manager")]
    public string? Role { get; init; }

    /// <summary>The page, from 1.</summary>
    /// <example>1</example>
    public int? Page { get; init; }

    /// <summary>How many on a page, 1 to 100.</summary>
    /// <example>20</example>
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<PeopleQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Q).MaximumLength(254);
            RuleFor(query => query.Role).OneOf<PeopleQuery, UserRole>();
            this.PageRules();
        }
    }
}

/// <summary>What somebody is to be.</summary>
/// <param name="Role" example="manager">What they may do.</param>
/// <param name="CinemaIds" example="[1]">Of staff and managers 1 to 100 cinemas, each once; of others none.</param>
public sealed record PersonRoleRequest([property: Required] UserRole? Role, IReadOnlyList<int>? CinemaIds = null)
{
    private const int MostCinemas = 100;

    internal bool IsOfCinemas => Role is UserRole.Staff or UserRole.Manager;

    internal IReadOnlyList<int> Cinemas => CinemaIds ?? [];

    internal sealed class Validator : AbstractValidator<PersonRoleRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Role).NotNull();
            RuleFor(request => request.CinemaIds)
                .Must(ids => ids is { Count: > 0 and <= MostCinemas } && ids.Distinct().Count() == ids.Count)
                .When(request => request.IsOfCinemas)
                .WithMessage(_ => Texts.Problems["CinemasOfRole", MostCinemas]);
            RuleFor(request => request.CinemaIds)
                .Empty()
                .When(request => !request.IsOfCinemas)
                .WithMessage(_ => Texts.Problems["NoCinemasOfRole"]);
        }
    }
}
