using System.Globalization;
using Csms.Engine.Incidents;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Incidents;

/// <summary>What the list is narrowed to; lives in the address.</summary>
internal sealed record IncidentFilter
{
    /// <summary>The view of those that are not over, the first.</summary>
    public const string Running = "running";

    /// <summary>The view of those that are over.</summary>
    public const string Closed = "closed";

    /// <summary>Views in the order of the tabs.</summary>
    public static readonly string[] Views = [Running, "open", "acknowledged", Closed];

    /// <summary>One of <see cref="Views"/>.</summary>
    public string View { get; init; } = Running;

    /// <summary>Part of a number, station or site.</summary>
    public string? Search { get; init; }

    /// <summary>Severity.</summary>
    public IncidentSeverity? Severity { get; init; }

    /// <summary>Rule.</summary>
    public IncidentRule? Rule { get; init; }

    /// <summary>Site.</summary>
    public string? Site { get; init; }

    /// <summary>Station.</summary>
    public string? Station { get; init; }

    /// <summary>Opened in the last so many hours.</summary>
    public int? Hours { get; init; }

    /// <summary>Who works on it; empty: nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>As it stands in the address; a word that is none of ours narrows nothing.</summary>
    public static IncidentFilter Read(string? search, string? state, string? severity, string? rule, string? site, string? station, string? hours, string? assignee) => new()
    {
        View = Views.Contains(state) ? state! : Running,
        Search = search,
        Severity = EnumName.Find<IncidentSeverity>(severity, ignoreCase: true),
        Rule = EnumName.Find<IncidentRule>(rule, ignoreCase: true),
        Site = site,
        Station = station,
        Hours = int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? span : null,
        Assignee = assignee,
    };

    /// <summary>Whether an incident is shown.</summary>
    public bool Matches(Incident incident, IncidentWords words, DateTimeOffset now)
    {
        if (View == Running ? !incident.IsOpen : !string.Equals(incident.State.ToString(), View, StringComparison.OrdinalIgnoreCase)) return false;
        if (Severity is { } severity && incident.Severity != severity) return false;
        if (Rule is { } rule && incident.Rule != rule) return false;
        if (Site is not null && incident.SiteId != Site) return false;
        if (Station is not null && !incident.Stations.Contains(Station)) return false;
        if (Hours is { } hours && now - incident.OpenedAt > TimeSpan.FromHours(hours)) return false;
        if (Assignee is not null && (incident.Assignee ?? "") != (Assignee == "-" ? "" : Assignee)) return false;
        if (string.IsNullOrWhiteSpace(Search)) return true;
        var part = Search.Trim().TrimStart('#');
        return incident.Id.ToString(CultureInfo.InvariantCulture) == part
            || Has(words.Where(incident), part) || Has(words.Named(incident), part) || Has(words.What(incident), part) || Has(words.Site(incident), part) || incident.Stations.Any(station => Has(station, part));
    }

    private static bool Has(string? whole, string part) => whole?.Contains(part, StringComparison.CurrentCultureIgnoreCase) == true;
}
