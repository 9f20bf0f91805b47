namespace Csms.Console.Pages.Tariffs;

/// <summary>A tariff for a station as it is typed; judged and written by <see cref="TariffRules"/>.</summary>
public sealed class TariffDraft
{
    /// <summary>Its identity.</summary>
    public string TariffId { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>For which EVSE; 0: all.</summary>
    public int EvseId { get; set; }

    /// <summary>Applies from then on, by the clock of the site; null: at once.</summary>
    public DateTime? ValidFrom { get; set; }

    /// <summary>Price of a kWh.</summary>
    public string Energy { get; set; } = "";

    /// <summary>Price of a minute of charging.</summary>
    public string Charging { get; set; } = "";

    /// <summary>Price of a minute connected without charging.</summary>
    public string Idle { get; set; } = "";

    /// <summary>Fee for the start.</summary>
    public string Fee { get; set; } = "";

    /// <summary>Least that it costs, without taxes.</summary>
    public string Least { get; set; } = "";

    /// <summary>Most that it costs, without taxes.</summary>
    public string Most { get; set; } = "";

    /// <summary>Other prices at certain times.</summary>
    public IList<BandDraft> Bands { get; } = [];

    /// <summary>Taxes on every price.</summary>
    public IList<TaxDraft> Taxes { get; } = [];

    /// <summary>What drivers read.</summary>
    public IList<TextDraft> Texts { get; } = [new()];
}
