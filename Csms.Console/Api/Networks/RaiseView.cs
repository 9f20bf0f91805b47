using System.Text.Json;
using Csms.Engine.Stations.Networks;

namespace Csms.Console.Api.Networks;

/// <summary>The last raise of a station's security profile.</summary>
/// <param name="State">none, telling, waiting (for the station to boot on the higher profile), done or failed.</param>
/// <param name="From">Profile before.</param>
/// <param name="Target">Profile wanted.</param>
/// <param name="Url">Address that the station was given.</param>
/// <param name="Slot">Slot that it was written to.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="Until">When it counts as failed.</param>
/// <param name="EndedAt">When it was done or failed.</param>
/// <param name="Actor">Who began it.</param>
/// <param name="Fault">wayRefused, orderRefused, resetRefused, noAnswer, asBefore (time over, connected as before), away (time over, not connected) or engineEnded.</param>
/// <param name="Answer">The station's word where it said no.</param>
internal sealed record RaiseView(string State, int? From, int? Target, string? Url, int? Slot, DateTimeOffset? BegunAt, DateTimeOffset? Until, DateTimeOffset? EndedAt, string? Actor, string? Fault, string? Answer)
{
    public static RaiseView Of(ProfileRaise? raise) => raise is null ? new RaiseView("none", null, null, null, null, null, null, null, null, null, null)
        : new RaiseView(Word(raise.State), raise.From, raise.Target, raise.Url, raise.Slot, raise.BegunAt, raise.Until, raise.EndedAt, raise.Actor, raise.Fault is { } fault ? Word(fault) : null, raise.Answer);

    /// <summary>"AsBefore" as "asBefore".</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
