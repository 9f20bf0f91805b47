using Csms.Engine.Monitoring;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Rules;

/// <summary>What a rule judges: the station as of now, what the watch remembers of it, the thresholds and the time.</summary>
internal sealed class StationView
{
    public StationState State { get; set; } = null!;

    public StationHistory History { get; set; } = StationHistory.None;

    /// <summary>The certificate with which it last connected; null: it never showed one.</summary>
    public CertificateFacts? Certificate { get; set; }

    /// <summary>What it reports as alerts.</summary>
    public IReadOnlyList<StationAlert> Alerts { get; set; } = [];

    public required IncidentOptions Options { get; init; }

    /// <summary>EVSEs and connectors that a station may have.</summary>
    public int ConnectorLimit { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>When the engine started: before that nobody counted.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public bool IsOnline => State.Link == LinkState.Online;

    public IncidentSubject Subject => IncidentSubject.OfStation(State.Id.Value);

    /// <summary>The engine has run for the whole of a window.</summary>
    public bool HasWatched(TimeSpan window) => Now - StartedAt >= window;

    /// <summary>Nobody will tell the end of an alert any more.</summary>
    public bool IsQuiet(StationAlert alert) => alert.IsQuiet(State.Boot?.StartedAt, Now, TimeSpan.FromMinutes(Options.AlertMinutes));

    /// <summary>A finding about this station or one of its EVSEs.</summary>
    public Finding Found(IncidentRule rule, DateTimeOffset since, DateTimeOffset lastAt, IncidentDetail detail, IncidentEvidence? evidence, int? evseId = null, string? variable = null) => new()
    {
        Rule = rule,
        Subject = IncidentSubject.OfStation(State.Id.Value, evseId, variable),
        SiteId = State.Profile.SiteId,
        Stations = [State.Id.Value],
        Since = since,
        LastAt = lastAt,
        Detail = detail,
        Evidence = evidence,
    };

    /// <summary>Proof in the frames around a time.</summary>
    public IncidentEvidence FramesAt(DateTimeOffset at) => new(EvidenceKind.Frames, State.Id.Value, At: at);
}
