namespace Csms.Console.Api.Settings;

/// <summary>Settings about stations that can be changed while running.</summary>
/// <param name="AcceptUnknown">Stations that nobody has registered may connect; otherwise they get 404 at the handshake.</param>
internal sealed record StationSettingsView(bool AcceptUnknown);
