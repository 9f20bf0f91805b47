namespace Csms.Engine.Ocpp.Quirks;

/// <summary>Where a deviation was met.</summary>
/// <param name="Source">Project and number of the thread, <c>evcc-io/evcc #10399</c>, or chapter of the standard.</param>
/// <param name="Station">Maker and model that showed it, where the source says so.</param>
/// <param name="Url">The source; null for the standard.</param>
public sealed record QuirkEvidence(string Source, string? Station = null, Uri? Url = null)
{
    /// <summary>An issue of a public project.</summary>
    internal static QuirkEvidence Issue(string project, int number, string? station = null) =>
        new($"{project} #{number}", station, new Uri($"https://github.com/{project}/issues/{number}"));

    /// <summary>A change to a public project.</summary>
    internal static QuirkEvidence Change(string project, int number, string? station = null) =>
        new($"{project} #{number}", station, new Uri($"https://github.com/{project}/pull/{number}"));
}
