using FluentValidation;
using MovieBooking.Api.Auth;
using MovieBooking.Api.Door;

namespace MovieBooking.Api.Admin.Staff;

/// <summary>Somebody who works at cinemas.</summary>
/// <param name="UserId" example="7">The account.</param>
/// <param name="Email" example="sam@example.com">Its address.</param>
/// <param name="DisplayName" example="Sam Rivers">Its name.</param>
/// <param name="Cinemas">Where they work.</param>
public sealed record StaffMember(int UserId, string Email, string DisplayName, IReadOnlyList<DoorCinema> Cinemas);

/// <summary>Who is to work where.</summary>
/// <param name="Email" example="sam@example.com">The address of an account that there is.</param>
/// <param name="CinemaId" example="1">The cinema.</param>
public sealed record AddStaffRequest(string Email, int CinemaId)
{
    internal sealed class Validator : AbstractValidator<AddStaffRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email).EmailAddressRules();
            RuleFor(request => request.CinemaId).GreaterThan(0);
        }
    }
}
