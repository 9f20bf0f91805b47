using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Stations.Quirks;

namespace Csms.Console.Api.Quirks;

/// <summary>How often a station showed one deviation from the standard.</summary>
/// <param name="Quirk">Which: the id of one of `/quirks`.</param>
/// <param name="Mended">true: the message was read otherwise than it was written.</param>
/// <param name="Seen">In how many messages.</param>
/// <param name="FirstAt">When the first came.</param>
/// <param name="LastAt">When the last came: `at` of its message in `/messages`.</param>
/// <param name="LastAction">Action of the last.</param>
/// <param name="LastMessageId">Message id of the last; empty where no single message shows it.</param>
internal sealed record QuirkView(string Quirk, bool Mended, long Seen, DateTimeOffset FirstAt, DateTimeOffset LastAt, string LastAction, string LastMessageId)
{
    public static QuirkView Of(StationQuirk quirk) =>
        new(QuirkCatalogue.Word(quirk.Note), QuirkCatalogue.Find(quirk.Note) is { IsMended: true }, quirk.Seen, quirk.FirstAt, quirk.LastAt, quirk.LastAction, quirk.LastMessageId);
}
