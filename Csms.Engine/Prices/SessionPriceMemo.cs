namespace Csms.Engine.Prices;

/// <summary>A <see cref="SessionPrice"/> as it is stored (JSON in the session's row): tariffs by identity and version, volumes, what is pending.</summary>
public sealed record SessionPriceMemo
{
}
