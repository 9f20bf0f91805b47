namespace Csms.Engine.Events;

/// <summary>That a charge was asked for with a contract certificate, and what became of it.</summary>
/// <param name="Emaid">The contract: as its certificate names it, or as the station presented it when it judged the chain itself.</param>
/// <param name="Status">Verdict on the certificate.</param>
/// <param name="At">When; UTC.</param>
public sealed record ContractUse(string Emaid, ContractStatus Status, DateTimeOffset At);
