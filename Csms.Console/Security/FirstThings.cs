using Microsoft.AspNetCore.Components.Endpoints;

namespace Csms.Console.Security;

/// <summary>Leads a person who has to choose a password or set up a second factor there first, whatever page was asked for.</summary>
internal static class FirstThings
{
    private const string Password = "/account/password", SecondFactor = "/account/two-factor";

    public static IApplicationBuilder UseFirstThings(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page }
            && page != typeof(Pages.Account.Password) && context.User.Identity?.IsAuthenticated == true)
        {
            var scope = await context.RequestServices.GetRequiredService<AccessDirectory>().ForAsync(context.User, context.RequestAborted);
            if (scope.MustChangePassword)
            {
                context.Response.Redirect(Password);
                return;
            }
            if (scope.MustSetUpSecondFactor && page != typeof(Pages.Account.TwoFactor))
            {
                context.Response.Redirect(SecondFactor);
                return;
            }
        }
        await next(context);
    });
}
