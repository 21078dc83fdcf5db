using System.Text.Json;
using FluentValidation;

namespace MovieBooking.Api.Http;

/// <summary>Runs the FluentValidation validator of every argument that has one, before the handler.</summary>
internal static class Validation
{
    public static IServiceCollection AddValidation(this IServiceCollection services)
    {
        // Errors name fields as the client wrote them.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        ValidatorOptions.Global.DisplayNameResolver = ValidatorOptions.Global.PropertyNameResolver;
        return services.AddValidatorsFromAssemblyContaining<Program>(ServiceLifetime.Singleton, includeInternalTypes: true);
    }

    public static RouteGroupBuilder WithValidation(this RouteGroupBuilder group) =>
        group.AddEndpointFilterFactory(
            (factory, next) =>
            {
                var validators = factory
                    .MethodInfo.GetParameters()
                    .Select(
                        (parameter, index) =>
                            (
                                index,
                                Validator: (IValidator?)
                                    factory.ApplicationServices.GetService(typeof(IValidator<>).MakeGenericType(parameter.ParameterType))
                            )
                    )
                    .Where(item => item.Validator is not null)
                    .ToArray();
                return validators.Length == 0 ? next : context => ValidateAsync(validators!, context, next);
            }
        );

    private static async ValueTask<object?> ValidateAsync(
        (int Index, IValidator Validator)[] validators,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        foreach (var (index, validator) in validators)
        {
            if (context.Arguments[index] is not { } argument)
            {
                continue;
            }

            var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!result.IsValid)
            {
                return TypedResults.Problem(Problems.Invalid(result.ToDictionary()));
            }
        }

        return await next(context);
    }
}
