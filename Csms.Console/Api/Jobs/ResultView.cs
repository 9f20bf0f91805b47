using System.Text.Json;
using Csms.Engine.FieldWork;

namespace Csms.Console.Api.Jobs;

/// <summary>A line of a checklist.</summary>
/// <param name="Station">Of which station.</param>
/// <param name="Check">Connects, Boots, Clock, MeterValues, StartStop, Unlock or Photo.</param>
/// <param name="EvseId">Of which EVSE; 0: of the station.</param>
/// <param name="State">open, waiting, running, passed, failed, skipped or interrupted.</param>
/// <param name="Finding">What it waits for, what was seen, or what is wrong.</param>
/// <param name="Note">Why it was left out.</param>
/// <param name="By">Who began it or left it out; null while it is open.</param>
/// <param name="StartedAt">When its last attempt began.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="Attempts">How often it was begun.</param>
internal sealed record ResultView(
    string Station, string Check, int EvseId, string State, string? Finding, string? Note, string? By, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int Attempts)
{
    public static ResultView Of(string station, FieldItem item, FieldResult? result) => new(
        station, item.Check.ToString(), item.Evse, JsonNamingPolicy.CamelCase.ConvertName((result?.State ?? FieldState.Open).ToString()),
        result?.Finding?.ToString(), result?.Note, result?.By, result?.StartedAt, result?.EndedAt, result?.Attempts ?? 0);
}
