namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="EvCertificateAsked"/>.</summary>
/// <param name="ExiResponse">The provider's answer to the car; null: there is none.</param>
/// <param name="RemainingContracts">Contracts that the car can still ask for (2.1); null: not said.</param>
/// <param name="Reason">Why there is none: at most 20 letters.</param>
/// <param name="Info">The same in a sentence, at most 512 letters.</param>
public sealed record EvCertificateAnswer(string? ExiResponse, int? RemainingContracts = null, string? Reason = null, string? Info = null) : StationAnswer
{
    /// <summary>Longest reason code (2.x StatusInfoType.reasonCode).</summary>
    public const int LongestReason = 20;

    /// <summary>Longest sentence that every version takes (2.0.1 StatusInfoType.additionalInfo).</summary>
    public const int LongestInfo = 512;

    /// <summary>There is none.</summary>
    /// <param name="reason">Why; cut where it is longer than OCPP takes.</param>
    /// <param name="info">The same in a sentence; cut too.</param>
    public static EvCertificateAnswer Failed(string reason, string? info)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new(null, null, reason.Length <= LongestReason ? reason : reason[..LongestReason], info is { Length: > LongestInfo } ? info[..LongestInfo] : info);
    }
}
