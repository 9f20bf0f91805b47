namespace Csms.Engine.Tariffs.OnStation;

/// <summary>A tariff that a station did not take.</summary>
public sealed record RefusedTariff
{
    /// <summary>Its identity.</summary>
    public required string TariffId { get; init; }

    /// <summary>One of <see cref="TariffKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>For which EVSE; 0: all; null: for a transaction.</summary>
    public int? EvseId { get; init; }

    /// <summary>For which transaction; null: for none.</summary>
    public string? TransactionId { get; init; }

    /// <summary>TariffType as it was sent, to the letter (JSON).</summary>
    public required string Body { get; init; }

    /// <summary>Its word: Rejected, TooManyElements, ConditionNotSupported, DuplicateTariffId, TxNotFound or NoCurrencyChange.</summary>
    public required string Status { get; init; }

    /// <summary>Its reason, where it gave one (StatusInfoType).</summary>
    public string? Reason { get; init; }

    /// <summary>When; UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who had sent it.</summary>
    public required string Actor { get; init; }
}
