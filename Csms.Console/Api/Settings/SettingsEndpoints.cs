using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Settings;

/// <summary>`/api/v1/settings`: what an administrator changes while the program runs.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/settings").RequireAuthorization(Permissions.SettingsManage).WithTags("Settings");
        group.MapGet("/stations", (StationSettings settings) => TypedResults.Ok(new StationSettingsView(settings.AcceptUnknown)))
            .WithName("getStationSettings").WithSummary("Settings about stations.");
        group.MapPut("/stations", PutAsync).TakesBody<StationSettingsView>().WithName("putStationSettings").WithSummary("Changes them at once.").ProducesProblem(400);
        group.MapGet("/second-factor", (SecurityRules rules) => TypedResults.Ok(Of(rules))).WithName("getSecondFactor").WithSummary("Roles that need a second factor.");
        group.MapPut("/second-factor", PutFactorAsync).TakesBody<SecondFactorView>().WithName("putSecondFactor").WithSummary("Changes them at once: who has none yet is led to set it up.").ProducesProblem(400).ProducesProblem(409);
        group.MapGet("/plug-and-charge", (PncHealth health) => TypedResults.Ok(PlugAndChargeView.Of(health)))
            .WithName("getPlugAndCharge").WithSummary("How Plug and Charge stands: roots that were read, the provider's last answer, contracts judged since the start.");
    }

    private static async Task<Results<Ok<SecondFactorView>, ProblemHttpResult>> PutFactorAsync(JsonBody body, AccessScope scope, SettingsDesk desk, SecurityRules rules, CancellationToken cancellation)
    {
        if (!scope.Sites(Permissions.SettingsManage).All) return Problem.Forbidden(Permissions.SettingsManage);
        var reader = new BodyReader(body);
        var roles = reader.Words("roles", Enum.GetNames<Role>());
        if (!roles.Is) reader.Fault("roles", $"A list is needed, of: {string.Join(", ", Enum.GetNames<Role>())}.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var opened = await desk.ReadAsync(cancellation);
        return await desk.SaveAsync(opened, opened.AcceptUnknown, [.. roles.Value!.Select(Enum.Parse<Role>)], scope.Actor, cancellation)
            ? TypedResults.Ok(Of(rules))
            : Problem.Conflict("Changed meanwhile", "Somebody else has saved the settings at the same moment: read them again.");
    }

    private static SecondFactorView Of(SecurityRules rules) => new([.. rules.SecondFactorRoles.Order().Select(role => role.ToString())]);

    private static async Task<Results<Ok<StationSettingsView>, ProblemHttpResult>> PutAsync(
        JsonBody body, AccessScope scope, StationSettings settings, IAuditLog audit, CancellationToken cancellation)
    {
        if (!scope.Sites(Permissions.SettingsManage).All) return Problem.Forbidden(Permissions.SettingsManage);
        var reader = new BodyReader(body);
        var accept = reader.Flag("acceptUnknown");
        if (!accept.Is) reader.Fault("acceptUnknown", "true or false is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var before = new StationSettingsView(settings.AcceptUnknown);
        var after = new StationSettingsView(accept.Value);
        await settings.SetAcceptUnknownAsync(after.AcceptUnknown, scope.Actor.Name, cancellation);
        await audit.WriteAsync(scope.Actor, "setting.stations", "setting", "stations", before, after, cancellationToken: cancellation);
        return TypedResults.Ok(after);
    }
}
