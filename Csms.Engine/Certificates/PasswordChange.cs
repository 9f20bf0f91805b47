namespace Csms.Engine.Certificates;

/// <summary>The last change of a station's Basic password (2.x A01; 1.6 key AuthorizationKey). The password itself is in no place but the station.</summary>
/// <param name="State">How far it is.</param>
/// <param name="BegunAt">When it was begun; UTC.</param>
/// <param name="Actor">Who began it.</param>
/// <param name="EndedAt">When it was done or failed; null while it is under way.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
/// <param name="Answer">The station's word where it said no, or yes although it has never shown a password.</param>
public sealed record PasswordChange(PasswordChangeState State, DateTimeOffset BegunAt, string Actor, DateTimeOffset? EndedAt = null, PasswordFault? Fault = null, string? Answer = null)
{
    /// <summary>Neither done nor failed; another one can't be given.</summary>
    public bool IsUnderWay => State is PasswordChangeState.Sending || (State is PasswordChangeState.Waiting && !IsUnshown);

    /// <summary>
    /// The station connects without a password (security profile 0) and has accepted its first one: that counts once it has been shown. Until then, which may
    /// be for ever, it may come without, and may be given another.
    /// </summary>
    public bool IsUnshown => State is PasswordChangeState.Waiting && Answer is not null;
}
