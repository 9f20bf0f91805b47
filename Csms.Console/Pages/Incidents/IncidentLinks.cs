using System.Globalization;
using Csms.Console.Pages.Sessions;
using Csms.Engine.Incidents;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Incidents;

/// <summary>Addresses of incidents and of what proves them.</summary>
internal static class IncidentLinks
{
    /// <summary>The list.</summary>
    public const string List = "/incidents";

    /// <summary>Thresholds and channels.</summary>
    public const string Rules = "/incidents/rules";

    /// <summary>An incident.</summary>
    public static string Of(long id) => string.Create(CultureInfo.InvariantCulture, $"{List}/{id}");

    /// <summary>Incidents that concern a station.</summary>
    public static string OfStation(string station) => $"{List}?station={Uri.EscapeDataString(station)}";

    /// <summary>A station.</summary>
    public static string Station(string station) => $"/stations/{Uri.EscapeDataString(station)}";

    /// <summary>Where the proof is.</summary>
    public static string Evidence(IncidentEvidence evidence) => evidence switch
    {
        { Kind: EvidenceKind.Session, Id: { } id } when SessionId.TryParse(id, out var session) => SessionLinks.Session(session),
        { Kind: EvidenceKind.Frames or EvidenceKind.Command, At: { } at } => SessionLinks.Messages(evidence.Station, at.AddSeconds(5)),
        _ => Station(evidence.Station),
    };
}
