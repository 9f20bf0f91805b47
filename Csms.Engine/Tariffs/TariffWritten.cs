namespace Csms.Engine.Tariffs;

/// <summary>What became of a write.</summary>
public sealed record TariffWritten
{
    /// <summary>As it was; null: it is new.</summary>
    public TariffEntry? Before { get; init; }

    /// <summary>As it is; null: it was deleted, or not written.</summary>
    public TariffEntry? After { get; init; }

    /// <summary>Why it was not written; null: it was.</summary>
    public TariffRefusal? Refusal { get; init; }

    /// <summary>Of <see cref="TariffRefusal.GroupTaken"/>: which group.</summary>
    public string? Group { get; init; }

    /// <summary>Of <see cref="TariffRefusal.GroupTaken"/>: the tariff that has it.</summary>
    public string? OtherTariff { get; init; }

    /// <summary>A version was added.</summary>
    public bool IsNewVersion => Refusal is null && After is not null && Before?.Current.Tariff.Version != After.Current.Tariff.Version;
}
