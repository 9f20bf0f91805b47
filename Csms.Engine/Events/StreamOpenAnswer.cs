namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="StreamOpenAsked"/>.</summary>
/// <param name="Accepted">The station may send its values.</param>
/// <param name="ReasonCode">Why not, at most 20 characters (2.1 StatusInfoType).</param>
/// <param name="Reason">The same in words.</param>
public sealed record StreamOpenAnswer(bool Accepted, string? ReasonCode = null, string? Reason = null) : StationAnswer
{
    /// <summary>Where nobody can see to it: the station may ask again.</summary>
    public static readonly StreamOpenAnswer No = new(false, "InternalError");
}
