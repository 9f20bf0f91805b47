using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Notices;
using Csms.Console.Security;
using Csms.Engine.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Incidents;

/// <summary>`/api/v1/incident-rules`: when something is an incident.</summary>
internal static class RuleEndpoints
{
    public static void MapIncidentRules(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/incident-rules").RequireEverywhere(Permissions.SettingsManage).WithTags("Incidents");
        group.MapGet("", (IncidentSettings settings) => TypedResults.Ok(RulesView.Of(settings.Current))).WithName("getIncidentRules").WithSummary("Rules of incidents and their thresholds in force.");
        group.MapPut("", PutAsync).TakesBody<RulesBody>().WithName("putIncidentRules").WithSummary("Switches rules and changes thresholds, at once; what is not named stays.").ProducesProblem(400);
    }

    private static async Task<Results<Ok<RulesView>, ProblemHttpResult>> PutAsync(JsonBody body, AccessScope scope, IncidentSettings settings, NoticeDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var off = reader.Words("off", [.. IncidentCatalogue.All.Select(IncidentCatalogue.Word)]);
        var values = Thresholds(reader, body);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var current = settings.Current;
        var switchedOff = off.Is ? IncidentCatalogue.All.Where(rule => off.Value!.Contains(IncidentCatalogue.Word(rule))).ToHashSet() : [.. current.SwitchedOff];
        return await desk.SaveRulesAsync(RuleFields.With(current, values, switchedOff), scope, cancellation)
            ? TypedResults.Ok(RulesView.Of(settings.Current))
            : Problem.Forbidden(Permissions.SettingsManage);
    }

    private static Dictionary<string, int> Thresholds(BodyReader reader, JsonBody body)
    {
        var values = new Dictionary<string, int>();
        if (!body.Root.TryGetProperty("thresholds", out var given)) return values;
        if (given.ValueKind != JsonValueKind.Object)
        {
            reader.Fault("thresholds", "This must be an object.");
            return values;
        }

        var fields = RuleFields.Ranges.Keys.ToDictionary(RulesView.Word, StringComparer.Ordinal);
        foreach (var member in given.EnumerateObject())
        {
            if (!fields.TryGetValue(member.Name, out var field)) reader.Fault($"thresholds.{member.Name}", $"One of: {string.Join(", ", fields.Keys.Order(StringComparer.Ordinal))}.");
            else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number) && number >= RuleFields.Ranges[field].Least && number <= RuleFields.Ranges[field].Most) values[field] = number;
            else reader.Fault($"thresholds.{member.Name}", $"An integer from {RuleFields.Ranges[field].Least} to {RuleFields.Ranges[field].Most} is needed.");
        }

        return values;
    }
}
