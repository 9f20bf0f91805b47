using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>What a reader may see: decided on the server, station by station.</summary>
/// <param name="SeesSite">Whether stations of a site (null: of none) may be seen.</param>
public sealed record LiveScope(Func<string?, bool> SeesSite)
{
    /// <summary>Everything.</summary>
    public static LiveScope All { get; } = new(static _ => true);

    /// <summary>Whether a station may be seen.</summary>
    public bool Sees(StationState state) => SeesSite(state.Profile.SiteId);
}
