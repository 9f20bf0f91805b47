namespace Csms.Console.Security;

/// <summary>Leads a person with a password given by someone else to the page that changes it, whatever page was asked for.</summary>
internal static class MustChangePassword
{
    public static IApplicationBuilder UseMustChangePassword(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is { Type: var page } && page != typeof(Pages.Account.Password)
            && context.User.Identity?.IsAuthenticated == true)
        {
            var scope = await context.RequestServices.GetRequiredService<AccessDirectory>().ForAsync(context.User, context.RequestAborted);
            if (scope.MustChangePassword)
            {
                context.Response.Redirect("/account/password");
                return;
            }
        }
        await next(context);
    });
}
