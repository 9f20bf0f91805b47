namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="SigningAsked"/>.</summary>
/// <param name="Accepted">The certificate follows.</param>
/// <param name="ReasonCode">Why not, a word of at most 20 letters (2.x StatusInfoType); null when accepted. 1.6 cannot carry it.</param>
/// <param name="Reason">The same in a sentence of at most 512 letters.</param>
public sealed record SigningAnswer(bool Accepted, string? ReasonCode = null, string? Reason = null) : StationAnswer
{
    /// <summary>The certificate follows.</summary>
    public static SigningAnswer Yes { get; } = new(true);

    /// <summary>Nobody here can judge it now.</summary>
    public static SigningAnswer No { get; } = new(false, "InternalError", "The CSMS cannot take requests for certificates now");
}
