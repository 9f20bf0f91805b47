namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="TransactionReported"/>.</summary>
/// <param name="TransactionId">The id of the transaction; 1.6 StartTransaction gets it back as a positive integer.</param>
/// <param name="Info">Verdict on the token in the message; null when it carried none.</param>
/// <param name="TotalCost">Running or final cost in the tariff's currency; null when the session is not priced.</param>
public sealed record TransactionAnswer(string? TransactionId, IdTokenInfo? Info, decimal? TotalCost = null) : StationAnswer
{
    /// <summary>Limits that the station should hold the transaction to (2.1 E16); null: none are wanted, or it has them.</summary>
    public TransactionLimits? Limits { get; init; }

    /// <summary>What the driver reads since the price has changed (2.x I06 updatedPersonalMessage); null: nothing new.</summary>
    public DriverText? Message { get; init; }
}
