using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Templates;

/// <summary>A station beside a template that is for it.</summary>
/// <param name="StationId">The station.</param>
/// <param name="TemplateId">The template.</param>
/// <param name="Off">Values that are not as wanted.</param>
/// <param name="At">When the oldest of the values was told; null: none was.</param>
/// <param name="Lines">Each wanted value beside what the station told.</param>
/// <param name="Command">Body of SetVariables that asks for what is not as wanted and can be set; null: there is nothing.</param>
internal sealed record DriftView(string StationId, string TemplateId, int Off, DateTimeOffset? At, IReadOnlyList<DriftLineView> Lines, JsonObject? Command)
{
    public static DriftView Of(StationDrift drift) => new(
        drift.Station.Id.Value, drift.Template.Id, drift.Off, drift.At, [.. drift.Lines.Select(DriftLineView.Of)],
        drift.ToSet is { Count: > 0 } values ? ConfigurationTemplate.Body(values) : null);
}
