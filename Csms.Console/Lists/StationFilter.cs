using Csms.Console.Controls;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Lists;

/// <summary>Which stations are wanted, as it stands in the address; everything that is null is not asked for. Pure.</summary>
/// <param name="Search">Part of an id, name, serial, site, vendor, model or EVSE.</param>
/// <param name="State">"pending", "online", or the slug of an <see cref="EvState"/>.</param>
/// <param name="Site">Site id.</param>
/// <param name="Ocpp">"1.6", "2.0.1", "2.1".</param>
/// <param name="Model">"Vendor Model".</param>
public sealed record StationFilter(string? Search, string? State, string? Site, string? Ocpp, string? Model)
{
    /// <summary>Stations that wait to be accepted.</summary>
    public const string Pending = "pending";

    /// <summary>Stations that are connected.</summary>
    public const string Online = "online";

    /// <summary>Stations whose certificate ends soon.</summary>
    public const string CertificateSoon = "certificate";

    private readonly EvState? _state = StateOf(State);

    /// <summary>Firmware version as the station told it at its last boot; null: any.</summary>
    public string? Firmware { get; init; }

    /// <summary>Word of a deviation from the standard that a station has shown; null: not asked for.</summary>
    public string? Quirk { get; init; }

    /// <summary>Whether a station has shown it; null, and nobody can tell: none has.</summary>
    internal Func<StationId, FrameNote, bool>? Shows { get; init; }

    /// <summary>Whether the certificate of a station ends soon; null, and nobody can tell: none does.</summary>
    internal Func<StationId, bool>? EndsSoon { get; init; }

    /// <summary>Nothing is asked for.</summary>
    public bool IsEmpty => this is { Search: null, State: null, Site: null, Ocpp: null, Model: null, Firmware: null, Quirk: null };

    /// <summary>"Vendor Model" of a station; null before its first boot.</summary>
    public static string? ModelOf(StationState station) => station.Boot is { } boot ? $"{boot.Vendor} {boot.Model}" : null;

    /// <summary>Whether a station is wanted.</summary>
    public bool Matches(StationState station, Site? site)
    {
        ArgumentNullException.ThrowIfNull(station);
        if (!MatchesState(station)) return false;
        if (Site is not null && station.Profile.SiteId != Site) return false;
        if (Ocpp is not null && station.OcppVersion != Ocpp) return false;
        if (Model is not null && ModelOf(station) != Model) return false;
        if (Firmware is not null && station.Boot?.FirmwareVersion != Firmware) return false;
        if (Quirk is not null && (QuirkCatalogue.Named(Quirk) is not { } quirk || Shows?.Invoke(station.Id, quirk.Note) != true)) return false;
        return Search is null || Has(station.Id.Value) || Has(station.Profile.Name) || Has(site?.Name) || Has(station.Boot?.SerialNumber) || Has(ModelOf(station)) || Has(station.Boot?.FirmwareVersion);
    }

    private static EvState? StateOf(string? slug)
    {
        foreach (var state in EvStates.WorstFirst)
            if (state.Slug() == slug) return state;
        return null;
    }

    private bool MatchesState(StationState station)
    {
        switch (State)
        {
            case null: return true;
            case Pending: return station.Profile.Registration == RegistrationStatus.Pending;
            case CertificateSoon: return EndsSoon?.Invoke(station.Id) ?? false;
            case Online: return station.Link == LinkState.Online;
            case "offline": return station.Link == LinkState.Offline && station.Profile.Registration == RegistrationStatus.Accepted;
            case "unknown" when station.Evses.IsEmpty: return station.Link != LinkState.Offline;
            default:
                foreach (var evse in station.Evses)
                    if (station.ConditionOf(evse).OnScreen() == _state) return true;
                return false;
        }
    }

    private bool Has(string? text) => text is not null && text.Contains(Search!, StringComparison.CurrentCultureIgnoreCase);
}
