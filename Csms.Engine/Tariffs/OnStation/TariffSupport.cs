using System.Globalization;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>What a station says that it can do with tariffs (2.1 TariffCostCtrlr). What is null it has not told.</summary>
public sealed record TariffSupport
{
    /// <summary>The component whose variables tell.</summary>
    public const string Component = "TariffCostCtrlr";

    /// <summary>Nothing told.</summary>
    public static readonly TariffSupport Unknown = new();

    /// <summary>Available[Tariff]: it knows tariffs.</summary>
    public bool? Available { get; init; }

    /// <summary>Enabled[Tariff]: they are switched on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Enabled[Cost], or false for Available[Cost]: it reckons what a transaction costs.</summary>
    public bool? Reckons { get; init; }

    /// <summary>ConditionsSupported[Tariff]: prices may have conditions.</summary>
    public bool? Conditions { get; init; }

    /// <summary>MaxElements[Tariff]: most prices in each part of a tariff.</summary>
    public int? MaxElements { get; init; }

    /// <summary>Currency: ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The component is this one; names compare without case.</summary>
    public static bool Is(string component) => component.Equals(Component, StringComparison.OrdinalIgnoreCase);

    /// <summary>With one variable of the component; names compare without case.</summary>
    public TariffSupport With(string variable, string? instance, string? value)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return (variable.ToUpperInvariant(), instance?.ToUpperInvariant()) switch
        {
            ("AVAILABLE", "TARIFF") => this with { Available = Flag(value) },
            ("ENABLED", "TARIFF") => this with { Enabled = Flag(value) },
            ("ENABLED", "COST") => this with { Reckons = Flag(value) },
            ("AVAILABLE", "COST") when Flag(value) == false => this with { Reckons = false },
            ("CONDITIONSSUPPORTED", "TARIFF") => this with { Conditions = Flag(value) },
            ("MAXELEMENTS", "TARIFF") => this with { MaxElements = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : null },
            ("CURRENCY", null or "") => this with { Currency = string.IsNullOrWhiteSpace(value) ? null : value },
            _ => this,
        };
    }

    private static bool? Flag(string? value) => bool.TryParse(value, out var flag) ? flag : null;
}
