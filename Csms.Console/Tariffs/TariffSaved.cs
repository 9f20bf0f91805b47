using Csms.Engine.Tariffs;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;

namespace Csms.Console.Tariffs;

/// <summary>What became of a tariff that somebody entered.</summary>
public sealed record TariffSaved
{
    /// <summary>What is wrong, by member ("name", "groups", "tariff.energy.prices[0].priceKwh"); none: it was judged good.</summary>
    public IReadOnlyDictionary<string, Statement<TariffFault>> Faults { get; init; } = new Dictionary<string, Statement<TariffFault>>();

    /// <summary>What was written, or why not; null: there are faults.</summary>
    public TariffWritten? Written { get; init; }

    /// <summary>It is stored as it was wished.</summary>
    public bool IsSaved => Written is { Refusal: null };

    internal static TariffSaved Refused(TariffRefusal refusal) => new() { Written = new TariffWritten { Refusal = refusal } };
}
