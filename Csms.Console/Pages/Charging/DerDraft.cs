using System.Globalization;
using System.Text.Json.Nodes;

namespace Csms.Console.Pages.Charging;

/// <summary>A DER control as it is typed, judged and written. Pure.</summary>
public sealed class DerDraft
{
    private const int MostPoints = 10; // DERCurveType.curveData

    /// <summary>DERControlEnumType.</summary>
    public string Type { get; set; } = "FreqDroop";

    /// <summary>It counts where no scheduled one does.</summary>
    public bool IsDefault { get; set; } = true;

    /// <summary>Of several of a type the lowest counts.</summary>
    public string Priority { get; set; } = "0";

    /// <summary>Numbers by their names in the standard.</summary>
    public IDictionary<string, string> Numbers { get; } = new Dictionary<string, string>();

    /// <summary>DERUnitEnumType.</summary>
    public string Unit { get; set; } = DerShape.Units[0];

    /// <summary>True: overexcited.</summary>
    public bool IsExcited { get; set; } = true;

    /// <summary>Begin of a scheduled one, by the clock of the site; null: at once.</summary>
    public DateTime? Start { get; set; }

    /// <summary>Length of a scheduled one, hours and minutes; empty: not told.</summary>
    public string Duration { get; set; } = "";

    /// <summary>Points of a curve.</summary>
    public IList<DerPoint> Points { get; } = [new(), new()];

    /// <summary>What its type has.</summary>
    public DerShape Shape => DerShape.Of(Type);

    /// <summary>Another point fits.</summary>
    public bool HasRoom => Points.Count < MostPoints;

    /// <summary>What is wrong, by member; points by "x0", "y0".</summary>
    public IReadOnlyDictionary<string, ProfileFault> Check()
    {
        var faults = new Dictionary<string, ProfileFault>();
        if (!int.TryParse(Priority.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _)) faults["priority"] = new("LevelAny");
        foreach (var name in Shape.Numbers)
        {
            if (Number(name) is null) faults[name] = new("Number");
        }

        foreach (var name in Shape.Optional)
        {
            if (!string.IsNullOrWhiteSpace(Numbers.TryGetValue(name, out var text) ? text : null) && Number(name) is null) faults[name] = new("Number");
        }

        for (var i = 0; Shape.IsCurve && i < Points.Count; i++)
        {
            if (Parse(Points[i].X) is null) faults[$"x{i}"] = new("Number");
            if (Parse(Points[i].Y) is null) faults[$"y{i}"] = new("Number");
        }

        if (!IsDefault && Shape.HasTimes && Duration.Trim().Length > 0 && ProfileRules.Seconds(Duration) is not > 0) faults["duration"] = new("Clock");
        return faults;
    }

    /// <summary>The body of SetDERControl; of a draft without faults.</summary>
    /// <param name="id">Number of the control.</param>
    /// <param name="zone">Of the site.</param>
    public JsonObject Body(string id, TimeZoneInfo zone)
    {
        var parameters = new JsonObject { ["priority"] = int.Parse(Priority.Trim(), NumberStyles.None, CultureInfo.InvariantCulture) };
        if (Shape.HasUnit) parameters[Shape.IsCurve ? "yUnit" : "unit"] = Unit;
        if (Shape.HasExcitation) parameters["excitation"] = IsExcited;
        foreach (var name in Shape.Numbers.Concat(Shape.Optional))
        {
            if (Number(name) is { } number) parameters[name] = number;
        }

        if (Shape.IsCurve) parameters["curveData"] = new JsonArray([.. Points.Select(point => (JsonNode)new JsonObject { ["x"] = Parse(point.X), ["y"] = Parse(point.Y) })]);
        if (!IsDefault && Shape.HasTimes)
        {
            if (Start is { } start) parameters["startTime"] = ProfileRules.Utc(start, zone).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            if (ProfileRules.Seconds(Duration) is > 0 and var length) parameters["duration"] = length;
        }

        return new JsonObject { ["isDefault"] = IsDefault, ["controlId"] = id, ["controlType"] = Type, [Shape.Member] = parameters };
    }

    private decimal? Number(string name) => Numbers.TryGetValue(name, out var text) ? Parse(text) : null;

    private static decimal? Parse(string? text) =>
        decimal.TryParse((text ?? "").Trim().Replace(',', '.').Replace('−', '-'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
