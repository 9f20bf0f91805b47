namespace Csms.Engine.Tokens;

/// <summary>A token as somebody saw it and as it shall be.</summary>
/// <param name="Before">As it was seen; null: there was none.</param>
/// <param name="After">As it shall be; null: removed.</param>
public sealed record TokenChange(TokenEntry? Before, TokenEntry? After)
{
    /// <summary>Which token.</summary>
    public string IdToken => (After ?? Before)!.IdToken;
}
