namespace Csms.Engine.Payments;

/// <summary>Section <c>Csms:Payments</c>: payments at stations' terminals (2.1, block C).</summary>
public sealed class PaymentOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Payments";

    /// <summary>Currency of amounts (ISO 4217) told by stations of which none is known: they tell it as TariffCostCtrlr.Currency, in a report. Empty: such amounts have none.</summary>
    public string Currency { get; set; } = "";

    /// <summary>
    /// Address of a register of VAT numbers, without the slash at its end; asked is <c>{address}/ms/{country}/vat/{number}</c>, as that of the EU (VIES). Empty: numbers are
    /// checked by their format and check digits alone.
    /// </summary>
    public string VatRegisterUrl { get; set; } = "";

    /// <summary>A well-formed VAT number for which no register vouches (there is none, it cannot be reached, it does not know the country) is answered Accepted; else Rejected.</summary>
    public bool AcceptUnverifiedVat { get; set; }

    /// <summary>
    /// Address of receipts that are made on our side, for payments whose terminal makes none: <c>{settlement}</c>, <c>{station}</c> and <c>{transaction}</c> stand for
    /// theirs. Empty: there are none.
    /// </summary>
    public string ReceiptUrl { get; set; } = "";
}
