namespace Csms.Console.Tariffs;

/// <summary>Why a session cannot be given another tariff.</summary>
public enum RepriceFault
{
    /// <summary>There is none of this identity, none that applies yet, or it is not seen.</summary>
    Unknown,

    /// <summary>It is retired.</summary>
    Retired,

    /// <summary>It belongs to another site.</summary>
    OtherSite,

    /// <summary>The session has ended.</summary>
    NotRunning,

    /// <summary>The session has no price that could change.</summary>
    NotPriced,

    /// <summary>The session is paid in another currency.</summary>
    OtherCurrency,
}
