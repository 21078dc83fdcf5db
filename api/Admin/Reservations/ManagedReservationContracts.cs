using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.Admin.Reservations;

/// <summary>A booking, and whose it is.</summary>
/// <param name="Reservation">The booking, as its owner sees it.</param>
/// <param name="Customer">Who booked.</param>
public sealed record ManagedReservation(Reservation Reservation, ReservationCustomer Customer);

/// <summary>Who booked.</summary>
/// <param name="UserId" example="7">The account; null for a guest.</param>
/// <param name="Name" example="Sam Rivers">The name.</param>
/// <param name="Email" example="sam@example.com">The e-mail address.</param>
public sealed record ReservationCustomer(int? UserId, string Name, string Email);

/// <summary>Which bookings to find.</summary>
/// <param name="Q" example="K7PX4MRW2T">A reference, or the e-mail address of whoever booked.</param>
/// <param name="Page" example="1">The page, from 1.</param>
/// <param name="PageSize" example="20">How many on a page, 1 to 100.</param>
internal sealed record ManagedReservationQuery(string Q, int? Page, int? PageSize) : IPageQuery
{
    public sealed class Validator : AbstractValidator<ManagedReservationQuery>
    {
        public Validator()
        {
            RuleFor(query => query.Q).NotEmpty().MaximumLength(254);
            this.PageRules();
        }
    }
}

/// <summary>What to cancel for the cinema, and why.</summary>
/// <param name="Reason" example="Broken seat">Why, 1 to 200 characters: for the audit log; whoever booked is not told it.</param>
/// <param name="TicketIds" example="[1]">1 to 10 of its tickets, each once; left out it is all of them.</param>
public sealed record CancelForCinemaRequest(string Reason, IReadOnlyList<int>? TicketIds = null)
{
    internal sealed class Validator : AbstractValidator<CancelForCinemaRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Reason).NameRules(200);
            RuleFor(request => request.TicketIds!).NotEmpty().DistinctTickets().When(request => request.TicketIds is not null);
        }
    }
}
