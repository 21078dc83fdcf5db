using System.Linq.Expressions;
using FluentValidation;

namespace MovieBooking.Api.Admin.Schedule;

/// <summary>The rules of a list of planned shows, the same wherever one is taken; null is no list.</summary>
internal static class StartLists
{
    private const int Limit = 200;

    public static void StartListRules<T>(this AbstractValidator<T> validator, Expression<Func<T, IReadOnlyList<PlannedStart>?>> list)
    {
        validator
            .RuleFor(list)
            .Must(starts => starts is null || starts.Count <= Limit)
            .WithMessage(_ => Texts.Problems["MostShows", Limit]);
        validator.RuleForEach(Elements(list)).NotNull().SetValidator(new PlannedStart.Validator());
    }

    private static Expression<Func<T, IEnumerable<PlannedStart>?>> Elements<T>(Expression<Func<T, IReadOnlyList<PlannedStart>?>> list) =>
        Expression.Lambda<Func<T, IEnumerable<PlannedStart>?>>(list.Body, list.Parameters);
}
