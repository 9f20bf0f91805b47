namespace Csms.Engine.Events;

/// <summary>Word on the wire and base unit of every <see cref="Measurand"/>.</summary>
public static class Measurands
{
    private static readonly (string Word, string Unit)[] Table =
    [
        ("Energy.Active.Import.Register", "Wh"),
        ("Energy.Active.Export.Register", "Wh"),
        ("Energy.Reactive.Import.Register", "varh"),
        ("Energy.Reactive.Export.Register", "varh"),
        ("Energy.Active.Import.Interval", "Wh"),
        ("Energy.Active.Export.Interval", "Wh"),
        ("Energy.Reactive.Import.Interval", "varh"),
        ("Energy.Reactive.Export.Interval", "varh"),
        ("Energy.Active.Net", "Wh"),
        ("Energy.Reactive.Net", "varh"),
        ("Energy.Apparent.Net", "VAh"),
        ("Energy.Apparent.Import", "VAh"),
        ("Energy.Apparent.Export", "VAh"),
        ("Energy.Active.Import.CableLoss", "Wh"),
        ("Energy.Active.Import.LocalGeneration.Register", "Wh"),
        ("Energy.Active.Setpoint.Interval", "Wh"),
        ("EnergyRequest.Target", "Wh"),
        ("EnergyRequest.Minimum", "Wh"),
        ("EnergyRequest.Maximum", "Wh"),
        ("EnergyRequest.Minimum.V2X", "Wh"),
        ("EnergyRequest.Maximum.V2X", "Wh"),
        ("EnergyRequest.Bulk", "Wh"),
        ("Power.Active.Import", "W"),
        ("Power.Active.Export", "W"),
        ("Power.Reactive.Import", "var"),
        ("Power.Reactive.Export", "var"),
        ("Power.Factor", ""),
        ("Power.Offered", "W"),
        ("Power.Active.Setpoint", "W"),
        ("Power.Active.Residual", "W"),
        ("Power.Export.Offered", "W"),
        ("Power.Export.Minimum", "W"),
        ("Power.Import.Offered", "W"),
        ("Power.Import.Minimum", "W"),
        ("Current.Import", "A"),
        ("Current.Export", "A"),
        ("Current.Offered", "A"),
        ("Current.Import.Offered", "A"),
        ("Current.Import.Minimum", "A"),
        ("Current.Export.Offered", "A"),
        ("Current.Export.Minimum", "A"),
        ("Voltage", "V"),
        ("Voltage.Minimum", "V"),
        ("Voltage.Maximum", "V"),
        ("Frequency", "Hz"),
        ("SoC", "%"),
        ("Temperature", "Celsius"),
        ("RPM", "RPM"),
        ("Display.PresentSOC", "%"),
        ("Display.MinimumSOC", "%"),
        ("Display.TargetSOC", "%"),
        ("Display.MaximumSOC", "%"),
        ("Display.RemainingTimeToMinimumSOC", "s"),
        ("Display.RemainingTimeToTargetSOC", "s"),
        ("Display.RemainingTimeToMaximumSOC", "s"),
        ("Display.ChargingComplete", ""),
        ("Display.BatteryEnergyCapacity", "Wh"),
        ("Display.InletHot", ""),
    ];

    private static readonly Dictionary<string, Measurand> ByWord = Table
        .Select((row, index) => (row.Word, Value: (Measurand)index))
        .ToDictionary(row => row.Word, row => row.Value, StringComparer.Ordinal);

    /// <summary>How OCPP spells it.</summary>
    public static string Word(this Measurand measurand) => Table[(int)measurand].Word;

    /// <summary>The base unit in which it is kept; empty for a ratio.</summary>
    public static string Unit(this Measurand measurand) => Table[(int)measurand].Unit;

    /// <summary>Reads OCPP's spelling; false for a word that no version knows.</summary>
    public static bool TryParse(string word, out Measurand measurand) => ByWord.TryGetValue(word, out measurand);

    /// <summary>The measurand of a word that is known to be one.</summary>
    /// <exception cref="FormatException">No version knows the word.</exception>
    public static Measurand Parse(string word) => TryParse(word, out var measurand) ? measurand : throw new FormatException($"'{word}' is no measurand.");
}
