using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Console.Api.Stations;

/// <summary>A station as of now.</summary>
/// <param name="Id">Identity in its connection URL.</param>
/// <param name="Name">For people; the identity when none was entered.</param>
/// <param name="SiteId">Site it stands on.</param>
/// <param name="State">online, offline, unknown (not heard since the start) or pending (waits for an operator).</param>
/// <param name="OcppVersion">1.6, 2.0.1 or 2.1, as last connected.</param>
/// <param name="Vendor">As said at boot.</param>
/// <param name="Model">As said at boot.</param>
/// <param name="SerialNumber">As said at boot.</param>
/// <param name="FirmwareVersion">As said at boot.</param>
/// <param name="LastSeenAt">Last frame.</param>
/// <param name="Registration">Accepted, Pending or Rejected.</param>
/// <param name="SecurityProfile">The lowest at the handshake, 0 to 3.</param>
/// <param name="HasPassword">It has to sign in with a Basic password.</param>
/// <param name="TariffId">Tariff of sessions whose token has none; null: that of the site.</param>
/// <param name="Latitude">WGS 84: its own, else that of its site is meant.</param>
/// <param name="Longitude">WGS 84.</param>
/// <param name="Evses">By id.</param>
internal sealed record StationView(
    string Id,
    string Name,
    string? SiteId,
    string State,
    string? OcppVersion,
    string? Vendor,
    string? Model,
    string? SerialNumber,
    string? FirmwareVersion,
    DateTimeOffset? LastSeenAt,
    string Registration,
    int SecurityProfile,
    bool HasPassword,
    string? TariffId,
    double? Latitude,
    double? Longitude,
    IReadOnlyList<EvseView> Evses)
{
    public static readonly string[] States = ["online", "offline", "unknown", "pending"];

    public static StationView Of(StationState state) => new(
        state.Id.Value,
        state.DisplayName,
        state.Profile.SiteId,
        StateOf(state),
        state.OcppVersion,
        state.Boot?.Vendor,
        state.Boot?.Model,
        state.Boot?.SerialNumber,
        state.Boot?.FirmwareVersion,
        state.Pulse.LastSeenAt,
        state.Profile.Registration.ToString(),
        state.Profile.SecurityProfile,
        state.Profile.PasswordHash is not null,
        state.Profile.TariffId,
        state.Profile.Position?.Latitude,
        state.Profile.Position?.Longitude,
        [.. state.Evses.Select(evse => EvseView.Of(state, evse))]);

    /// <summary>The one word for a station.</summary>
    public static string StateOf(StationState state) => state switch
    {
        { Profile.Registration: RegistrationStatus.Pending } => "pending",
        { Link: LinkState.Online } => "online",
        { Link: LinkState.Offline } => "offline",
        _ => "unknown",
    };
}
