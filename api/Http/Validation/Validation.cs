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

    // A validator is made when the first request asks for it: a hundred of them at the start would be waited for.
    public static RouteGroupBuilder WithValidation(this RouteGroupBuilder group) =>
        group.AddEndpointFilterFactory(
            (factory, next) =>
            {
                var services = factory.ApplicationServices.GetRequiredService<IServiceProviderIsService>();
                var validators = factory
                    .MethodInfo.GetParameters()
                    .Select((parameter, index) => (index, Type: typeof(IValidator<>).MakeGenericType(parameter.ParameterType)))
                    .Where(item => services.IsService(item.Type))
                    .ToArray();
                return validators.Length == 0 ? next : context => ValidateAsync(validators, context, next);
            }
        );

    private static async ValueTask<object?> ValidateAsync(
        (int Index, Type Type)[] validators,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        foreach (var (index, type) in validators)
        {
            if (context.Arguments[index] is not { } argument)
            {
                continue;
            }

            var validator = (IValidator)context.HttpContext.RequestServices.GetRequiredService(type);
            var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!result.IsValid)
            {
                return TypedResults.Problem(Problems.Invalid(result.ToDictionary()));
            }
        }

        return await next(context);
    }
}
