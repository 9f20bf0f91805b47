using System.Globalization;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>One line of a checklist.</summary>
/// <param name="Check">What is checked.</param>
/// <param name="Evse">Of which EVSE; 0: of the station.</param>
public readonly record struct FieldItem(FieldCheck Check, int Evse)
{
    /// <summary>How it is named in addresses: <c>StartStop-2</c>.</summary>
    public string Name => Evse == 0 ? Check.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Check}-{Evse}");

    /// <summary>It runs by itself; the others are done by people.</summary>
    public bool IsTest => Check != FieldCheck.Photo;

    /// <summary>The checklist of a station: what is checked once, then what is checked of each EVSE.</summary>
    /// <param name="state">The station; null when it is gone. One that has not reported an EVSE is taken to have one.</param>
    public static IReadOnlyList<FieldItem> Of(StationState? state)
    {
        int[] evses = state is { Evses.Length: > 0 } known ? [.. known.Evses.Select(evse => evse.Id).Where(id => id > 0)] : [1];
        return
        [
            new(FieldCheck.Connects, 0), new(FieldCheck.Boots, 0), new(FieldCheck.Clock, 0), new(FieldCheck.MeterValues, 0),
            .. evses.SelectMany(evse => new FieldItem[] { new(FieldCheck.StartStop, evse), new(FieldCheck.Unlock, evse) }),
            new(FieldCheck.Photo, 0),
        ];
    }

    /// <summary>Reads a <see cref="Name"/>.</summary>
    public static bool TryParse(string? text, out FieldItem item)
    {
        item = default;
        var parts = (text ?? "").Split('-');
        var evse = 0;
        if (parts.Length > 2 || !EnumName.TryFind<FieldCheck>(parts[0], out var check)
            || (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out evse) && evse > 0)))
        {
            return false;
        }

        item = new FieldItem(check, evse);
        return true;
    }
}
