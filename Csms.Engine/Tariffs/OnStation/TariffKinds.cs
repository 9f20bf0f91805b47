namespace Csms.Engine.Tariffs.OnStation;

/// <summary>What a tariff on a station is for: TariffKindEnumType of 2.1, and what it has no word for.</summary>
public static class TariffKinds
{
    /// <summary>For everyone at an EVSE (I07).</summary>
    public const string Default = "DefaultTariff";

    /// <summary>For certain tokens, as the station learned it with an authorization (I08).</summary>
    public const string Driver = "DriverTariff";

    /// <summary>For one running transaction (I11); ours: GetTariffs does not tell these apart.</summary>
    public const string Transaction = "TransactionTariff";
}
