using Csms.Engine.FieldWork;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Jobs;

/// <summary>A line of a checklist as it is shown.</summary>
/// <param name="Item">What is checked.</param>
/// <param name="Result">What became of it; null: nobody has begun it.</param>
/// <param name="IsOneOfMany">The station has several EVSEs, so the line names its own.</param>
public sealed record CheckLine(FieldItem Item, FieldResult? Result, bool IsOneOfMany)
{
    /// <summary>How it stands.</summary>
    public FieldState State => Result?.State ?? FieldState.Open;

    /// <summary>Icon of a state.</summary>
    public static string Icon(FieldState state) => state switch
    {
        FieldState.Passed => "check",
        FieldState.Failed => "x",
        FieldState.Skipped => "minus",
        FieldState.Interrupted => "pause",
        FieldState.Running => "refresh",
        _ => "clock",
    };

    /// <summary>The checklist of a station with what became of it.</summary>
    public static IReadOnlyList<CheckLine> Of(FieldStation station, StationState? state, IEnumerable<FieldResult> results)
    {
        var known = results.Where(result => result.Station == station.Id).ToDictionary(result => result.Item);
        var items = FieldItem.Of(state);
        var many = items.Count(item => item.Check == FieldCheck.Unlock) > 1;
        return [.. items.Select(item => new CheckLine(item, known.GetValueOrDefault(item), many && item.Evse > 0))];
    }
}
