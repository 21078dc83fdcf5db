using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FluentValidation;
using MovieBooking.Api.Http;
using MovieBooking.Api.Reservations.Kinds;
using MovieBooking.Api.Seats;

namespace MovieBooking.Api.BoxOffice.Exchanges;

/// <summary>Which tickets to give up, which seats to have for them, and how the difference is settled.</summary>
/// <param name="TicketIds" example="[1, 2]">1 to 10 tickets of the booking that stand.</param>
/// <param name="ShowtimeId" example="2">Of which show: the booking's own, or another one of its cinema.</param>
/// <param name="SeatIds" example="[53, 54]">As many free seats of it, or those that are given up.</param>
/// <param name="Method">How the difference is paid, or paid back.</param>
/// <param name="Total" example="24.00">What the customer was told that the new seats cost.</param>
/// <param name="Credit" example="16.00">
/// What they were told that is credited: what is due back, once the tickets are cancelled, of what was paid at the counter; 0 for what was not paid there.
/// </param>
/// <param name="Given" example="10.00">What the customer handed over, with `cash`, where there is something to pay; else left out.</param>
/// <param name="Kinds">Which of the seats' tickets are of a kind (see ListShowtimeKinds); all others cost the full price.</param>
/// <param name="Reason" example="Came too late for the first show">Why, 1 to 200 characters, for the audit log.</param>
public sealed record CounterExchangeRequest(
    IReadOnlyList<int> TicketIds,
    int ShowtimeId,
    IReadOnlyList<int> SeatIds,
    [property: Required] CounterMethod? Method,
    decimal Total,
    decimal Credit,
    decimal? Given = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SeatKind>? Kinds = null,
    string? Reason = null
)
{
    internal sealed class Validator : AbstractValidator<CounterExchangeRequest>
    {
        public Validator(Currency currency)
        {
            RuleFor(request => request.TicketIds).NotEmpty().DistinctTickets();
            RuleFor(request => request.ShowtimeId).GreaterThan(0);
            RuleFor(request => request.SeatIds).NotEmpty().DistinctSeats();
            RuleFor(request => request.SeatIds)
                .Must((request, seatIds) => seatIds.Count == request.TicketIds.Count)
                .WithMessage(_ => Texts.Problems["SeatForTicket"])
                .When(request => request is { SeatIds.Count: > 0, TicketIds.Count: > 0 });
            RuleFor(request => request.Kinds!).SeatKinds().When(request => request.Kinds is not null);
            RuleFor(request => request.Kinds!)
                .Must((request, kinds) => kinds.All(kind => kind is null || request.SeatIds.Contains(kind.SeatId)))
                .WithMessage(_ => Texts.Problems["KindSeats"])
                .When(request => request is { Kinds: not null, SeatIds: not null });
            RuleFor(request => request.Method).NotNull();
            RuleFor(request => request.Total).CounterAmount(currency);
            RuleFor(request => request.Credit).CounterAmount(currency);
            RuleFor(request => request.Given)
                .NotNull()
                .WithMessage(_ => Texts.Problems["GivenWithCash"])
                .When(request => request.Method == CounterMethod.Cash && request.Total > request.Credit);
            RuleFor(request => request.Given!.Value)
                .CounterAmount(currency)
                .Must((request, given) => given >= Math.Max(0, request.Total) - Math.Max(0, request.Credit))
                .WithMessage(_ => Texts.Problems["GivenTooLittle"])
                .When(request => request is { Method: CounterMethod.Cash, Given: not null })
                .OverridePropertyName("given");
            RuleFor(request => request.Given)
                .Null()
                .WithMessage(_ => Texts.Problems["GivenWithCash"])
                .When(request => request.Method == CounterMethod.Card);
            When(request => request.Reason is not null, () => RuleFor(request => request.Reason!).NameRules(200));
        }
    }
}

/// <summary>What came of an exchange.</summary>
/// <param name="Booking">
/// The new booking, which is its old owner's. Its `sale` has in `given` what was credited, beside what was handed over; `change` is what goes back over the
/// counter.
/// </param>
/// <param name="Credit" example="16.00">What was credited of the tickets that were given up.</param>
/// <param name="Difference" example="8.00">What was to be paid beside it; less than 0: what is paid back.</param>
public sealed record CounterExchange(BoxOfficeBooking Booking, decimal Credit, decimal Difference);
