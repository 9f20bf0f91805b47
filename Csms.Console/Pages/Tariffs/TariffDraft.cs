namespace Csms.Console.Pages.Tariffs;

/// <summary>A tariff as it is typed, of the network or for a station; judged and written by <see cref="TariffRules"/>, read by <see cref="TariffReading"/>.</summary>
public sealed class TariffDraft
{
    /// <summary>Its identity.</summary>
    public string TariffId { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>For which EVSE of a station; 0: all.</summary>
    public int EvseId { get; set; }

    /// <summary>Applies from then on, by the clock of the site; null: at once.</summary>
    public DateTime? ValidFrom { get; set; }

    /// <summary>Amounts are typed with the taxes; they are written without.</summary>
    public bool WithTax { get; set; }

    /// <summary>Price of a kWh.</summary>
    public string Energy { get; set; } = "";

    /// <summary>Price of a minute of charging.</summary>
    public string Charging { get; set; } = "";

    /// <summary>Price of a minute connected without charging.</summary>
    public string Idle { get; set; } = "";

    /// <summary>Fee for the start.</summary>
    public string Fee { get; set; } = "";

    /// <summary>Price of a minute reserved.</summary>
    public string Reserved { get; set; } = "";

    /// <summary>Fee for a reservation.</summary>
    public string ReservedFee { get; set; } = "";

    /// <summary>Least that it costs.</summary>
    public string Least { get; set; } = "";

    /// <summary>Most that it costs.</summary>
    public string Most { get; set; } = "";

    /// <summary>Least and most name the taxes in them; else they are those of the session.</summary>
    public bool BoundsNameTaxes { get; set; } = true;

    /// <summary>Other prices under certain conditions.</summary>
    public IList<BandDraft> Bands { get; } = [];

    /// <summary>Taxes on every price.</summary>
    public IList<TaxDraft> Taxes { get; } = [];

    /// <summary>What drivers read.</summary>
    public IList<TextDraft> Texts { get; } = [new()];

    /// <summary>The price of a part that counts where no other does.</summary>
    public string General(string part) => part switch
    {
        "energy" => Energy,
        "chargingTime" => Charging,
        "idleTime" => Idle,
        "fixedFee" => Fee,
        "reservationTime" => Reserved,
        "reservationFixed" => ReservedFee,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>Sets it.</summary>
    public void SetGeneral(string part, string price)
    {
        switch (part)
        {
            case "energy": Energy = price; break;
            case "chargingTime": Charging = price; break;
            case "idleTime": Idle = price; break;
            case "fixedFee": Fee = price; break;
            case "reservationTime": Reserved = price; break;
            case "reservationFixed": ReservedFee = price; break;
            default: throw new ArgumentOutOfRangeException(nameof(part), part, null);
        }
    }
}
