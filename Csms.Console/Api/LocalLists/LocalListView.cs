using System.Text.Json;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations;

namespace Csms.Console.Api.LocalLists;

/// <summary>A station's local authorization list.</summary>
/// <param name="Version">As last accepted; null: none was.</param>
/// <param name="Entries">As last accepted; null: the caller may not read tokens.</param>
/// <param name="Mode">Off, Automatic or Manual.</param>
/// <param name="Groups">Only tokens of these groups belong on it; empty: all that may charge.</param>
/// <param name="Standing">off, unsupported, neverSent, doubtful, otherVersion, behind or inStep.</param>
/// <param name="EntryCount">Entries it holds.</param>
/// <param name="WantedCount">Entries it should hold.</param>
/// <param name="Changes">Entries that differ.</param>
/// <param name="TooMany">Tokens for which the station has no room.</param>
/// <param name="Unfit">Tokens that its OCPP version can't say.</param>
/// <param name="AcceptedAt">When the list was accepted.</param>
/// <param name="ToldVersion">Version that the station told since; -1: it has no local list.</param>
/// <param name="ToldAt">When it told it.</param>
/// <param name="NextTryAt">Nothing is sent by itself before: an update failed.</param>
/// <param name="Answers">What it said, newest first.</param>
internal sealed record LocalListView(
    int? Version, IReadOnlyList<LocalListEntryView>? Entries, string Mode, IReadOnlyList<string> Groups, string Standing, int EntryCount, int? WantedCount, int? Changes, int? TooMany, int? Unfit,
    DateTimeOffset? AcceptedAt, int? ToldVersion, DateTimeOffset? ToldAt, DateTimeOffset? NextTryAt, IReadOnlyList<LocalListAnswerView> Answers)
{
    public static LocalListView Of(StationState station, LocalListBook book, bool withTokens)
    {
        var state = book.Find(station.Id);
        var wanted = state.Mode == LocalListMode.Off ? null : book.WantedOf(station.Id);
        return new(
            state.Version, withTokens ? [.. state.Held.Entries.Select(LocalListEntryView.Of)] : null, state.Mode.ToString(), state.Groups,
            JsonNamingPolicy.CamelCase.ConvertName(book.StandingOf(station.Id).ToString()), state.Held.Count, wanted?.List.Count,
            wanted is null ? null : ListDifference.Of(state.Held, wanted.List).Count, wanted?.TooMany, wanted?.Unfit,
            state.AcceptedAt, state.ToldVersion, state.ToldAt, state.NextTry, [.. state.Answers.Select(LocalListAnswerView.Of)]);
    }
}
