namespace Csms.Engine.Payments;

/// <summary>Why what a station told of a payment cannot be right as it stands. The names are stored: append only.</summary>
public enum SettlementDoubt
{
    /// <summary>Less than nothing.</summary>
    NegativeAmount,

    /// <summary>More than any charge costs.</summary>
    HugeAmount,

    /// <summary>More decimals than any currency has.</summary>
    OddFraction,

    /// <summary>Settled, and nothing was paid.</summary>
    NothingSettled,

    /// <summary>The station's clock was wrong; the time of receipt counts.</summary>
    ClockWrong,
}
