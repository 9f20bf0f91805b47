using System.Text.Json;
using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>The last change of a station's Basic password. The password is not told: only the station has it.</summary>
/// <param name="State">none, sending, waiting (taken, not yet shown: both passwords count), done or failed.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="EndedAt">When it was done or failed.</param>
/// <param name="Actor">Who began it.</param>
/// <param name="Fault">refused, notSent, noAnswer (both passwords count) or replaced (another one was entered).</param>
/// <param name="Answer">The station's word where it said no.</param>
internal sealed record PasswordChangeView(string State, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt, string? Actor, string? Fault, string? Answer)
{
    public static PasswordChangeView Of(PasswordChange? change) => change is null
        ? new("none", null, null, null, null, null)
        : new(Word(change.State.ToString()), change.BegunAt, change.EndedAt, change.Actor, change.Fault is { } fault ? Word(fault.ToString()) : null, change.Answer);

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
