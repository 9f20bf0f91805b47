namespace Csms.Engine.Certificates;

/// <summary>The last change of a station's Basic password (2.x A01; 1.6 key AuthorizationKey). The password itself is in no place but the station.</summary>
/// <param name="State">How far it is.</param>
/// <param name="BegunAt">When it was begun; UTC.</param>
/// <param name="Actor">Who began it.</param>
/// <param name="EndedAt">When it was done or failed; null while it is under way.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
/// <param name="Answer">The station's word where it said no.</param>
public sealed record PasswordChange(PasswordChangeState State, DateTimeOffset BegunAt, string Actor, DateTimeOffset? EndedAt = null, PasswordFault? Fault = null, string? Answer = null)
{
    /// <summary>Neither done nor failed.</summary>
    public bool IsUnderWay => State is PasswordChangeState.Sending or PasswordChangeState.Waiting;
}
