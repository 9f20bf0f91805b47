namespace Csms.Engine.Prices;

/// <summary>What a session has used under one tariff, sorted by the prices that applied. Immutable.</summary>
public sealed record Reckoning
{
    /// <summary>By what it is priced.</summary>
    public required PriceTerms Terms { get; init; }
}
