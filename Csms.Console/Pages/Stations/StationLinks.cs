using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Stations;

/// <summary>Addresses of pages that stations lead to.</summary>
public static class StationLinks
{
    /// <summary>The list.</summary>
    public const string List = "/stations";

    /// <summary>Registration.</summary>
    public const string Add = "/stations/new";

    /// <summary>A station.</summary>
    public static string Of(StationId id) => $"/stations/{Uri.EscapeDataString(id.Value)}";

    /// <summary>A tab of a station.</summary>
    public static string Of(StationId id, string tab) => $"{Of(id)}?tab={tab}";

    /// <summary>The list with a state.</summary>
    public static string InState(string state) => $"{List}?state={state}";

    /// <summary>A session.</summary>
    public static string Of(Session session) => $"/sessions/{session.Id.Display}";

    /// <summary>The list of those that have shown a deviation, of one model where it is given.</summary>
    public static string Showing(FrameNote note, string? model = null) =>
        $"{List}?quirk={QuirkCatalogue.Word(note)}{(string.IsNullOrEmpty(model) ? "" : $"&model={Uri.EscapeDataString(model)}")}";

    /// <summary>Running sessions of a station.</summary>
    public static string Running(StationId id) => $"/sessions?state=active&station={Uri.EscapeDataString(id.Value)}";
}
