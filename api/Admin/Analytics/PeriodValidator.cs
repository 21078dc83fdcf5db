using System.Linq.Expressions;
using FluentValidation;

namespace MovieBooking.Api.Admin.Analytics;

/// <summary>The rules of a period's first and last day.</summary>
internal abstract class PeriodValidator<T> : AbstractValidator<T>
{
    // Room to count days before and after without leaving the calendar.
    private static readonly DateOnly s_first = new(1900, 1, 1);
    private static readonly DateOnly s_last = new(2200, 12, 31);

    protected PeriodValidator(Expression<Func<T, DateOnly?>> from, Expression<Func<T, DateOnly?>> to)
    {
        var first = from.Compile();
        RuleFor(from).InclusiveBetween(s_first, s_last);
        RuleFor(to).InclusiveBetween(s_first, s_last);
        RuleFor(to).GreaterThanOrEqualTo(from).When(query => first(query) is not null);
    }
}
