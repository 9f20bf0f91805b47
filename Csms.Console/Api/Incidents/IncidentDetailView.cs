using System.Text.Json;
using Csms.Engine.Incidents;

namespace Csms.Console.Api.Incidents;

/// <summary>The figures behind an incident.</summary>
/// <param name="Code">The station's word: error code, stop reason, action of a command, reason of a lost link in English.</param>
/// <param name="LinkEndCode">The reason of a lost link as a camelCase word; asSaid for records from before there were codes.</param>
/// <param name="Text">The vendor's code and text.</param>
/// <param name="Count">How many: boots, losses, sessions, commands, stations.</param>
/// <param name="Limit">How many are allowed.</param>
/// <param name="Minutes">Within how many minutes.</param>
/// <param name="OffsetSeconds">How far the station's clock is ahead.</param>
/// <param name="Until">Until when something is valid.</param>
/// <param name="Value">Value of a variable that is reported as an alert.</param>
/// <param name="Level">How much the station says that an alert matters: 0 (danger) to 9 (debug).</param>
internal sealed record IncidentDetailView(string? Code, string? LinkEndCode, string? Text, int? Count, int? Limit, int? Minutes, double? OffsetSeconds, DateTimeOffset? Until, string? Value, int? Level)
{
    public static IncidentDetailView Of(IncidentDetail detail) => new(
        detail.Word, detail.LinkEnd is { } end ? JsonNamingPolicy.CamelCase.ConvertName(end.Code.ToString()) : null, detail.Text, detail.Count, detail.Limit, detail.Minutes, detail.OffsetSeconds, detail.Until, detail.Value, detail.Level);
}
