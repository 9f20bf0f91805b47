using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Sessions;

/// <summary>Addresses of what belongs to a session.</summary>
internal static class SessionLinks
{
    public static string Session(SessionId id) => $"/sessions/{id.Display}";

    public static string Station(Session session) => $"/stations/{Uri.EscapeDataString(session.StationId.Value)}";

    public static string Token(string token) => $"/tokens/{Uri.EscapeDataString(token)}";

    /// <summary>A frame in the station's messages.</summary>
    public static string Frame(string stationId, DateTimeOffset at, string? messageId) =>
        $"/stations/{Uri.EscapeDataString(stationId)}?tab=messages&frame={at.ToUniversalTime():yyyyMMdd'T'HHmmss.ffffff'Z'}{(messageId is null ? "" : $"_{Uri.EscapeDataString(messageId)}")}";

    /// <summary>The station's messages around a time.</summary>
    public static string Messages(string stationId, DateTimeOffset at) => $"/stations/{Uri.EscapeDataString(stationId)}?tab=messages&until={at.ToUniversalTime():yyyyMMdd'T'HHmmss'Z'}";
}
