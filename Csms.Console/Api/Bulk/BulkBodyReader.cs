using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Api.Http;
using Csms.Console.Commands.Bulk;
using Csms.Console.Lists;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Units;

namespace Csms.Console.Api.Bulk;

/// <summary>Reads the wish for a bulk command out of a body, member by member.</summary>
internal static class BulkBodyReader
{
    private const int MostStations = 20_000;
    private const int MaxReason = 200;

    /// <summary>The wish, and whether it is only asked who would be affected; null with the faults in the reader.</summary>
    public static (BulkWish Wish, bool DryRun)? Read(BodyReader reader, JsonBody body, AccessScope scope, LiveBoard board, SiteDirectory sites, QuirkBook quirks, BulkDesk desk)
    {
        var action = reader.Text("action", 60, nullable: false);
        if (!action.Is) reader.Fault("action", "The action of OCPP 2.1, or the name of a task, is needed.");
        else if (action.Value is { } name && !desk.Knows(name)) reader.Fault("action", $"OCPP 2.1 has no message {name} from the CSMS to a station, and no task is called so: {string.Join(", ", desk.Tasks)} are.");
        var members = body.Root.TryGetProperty("body", out var given) ? given : default;
        if (members.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object)) reader.Fault("body", "This must be an object.");
        var stations = Stations(reader, body, scope, board, sites, quirks);
        var dryRun = reader.Flag("dryRun");
        var canary = reader.Integer("canary", 0, BulkPace.LargestBatch);
        var seen = reader.Flag("canaryMustBeSeen");
        var batch = reader.Integer("batchSize", 1, BulkPace.LargestBatch);
        var pause = reader.Integer("pauseSeconds", 0, (int)BulkPace.LongestPause.TotalSeconds);
        var stop = reader.Long("stopAtPercent", 1, 100);
        var wait = reader.Integer("queueFor", 0, (int)BulkPace.LongestWait.TotalSeconds);
        var onlyDifferent = reader.Flag("onlyDifferent");
        if (onlyDifferent.Value && action.Value != "SetVariables") reader.Fault("onlyDifferent", "Only SetVariables has values that a station may have already.");
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0) return null;
        var pace = new BulkPace(canary.Or(0), !seen.Is || seen.Value, batch.Or(25), TimeSpan.FromSeconds(pause.Or(10)), stop.Is ? (int?)stop.Value : 20, wait.Value > 0 ? TimeSpan.FromSeconds(wait.Value) : null) { OnlyDifferent = onlyDifferent.Value };
        return (new BulkWish(action.Value!, members.ValueKind == JsonValueKind.Object ? JsonNode.Parse(members.GetRawText())!.AsObject() : [], stations, pace, string.IsNullOrWhiteSpace(reason.Value) ? null : reason.Value.Trim()), dryRun.Value);
    }

    /// <summary>The stations that a body names, or its filter matches; faults go into the reader.</summary>
    public static List<StationId> Stations(BodyReader reader, JsonBody body, AccessScope scope, LiveBoard board, SiteDirectory sites, QuirkBook quirks)
    {
        var ids = new List<StationId>();
        var hasList = body.Root.TryGetProperty("stations", out var list);
        var hasFilter = body.Root.TryGetProperty("filter", out var filter);
        if (hasList == hasFilter)
        {
            reader.Fault("stations", "Either stations or filter is needed.");
        }
        else if (hasFilter)
        {
            if (filter.ValueKind != JsonValueKind.Object)
            {
                reader.Fault("filter", "This must be an object.");
                return ids;
            }

            foreach (var member in filter.EnumerateObject())
                if (member.Name is not ("search" or "state" or "site" or "ocpp" or "model" or "firmware" or "quirk") || member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                    reader.Fault("filter", $"{member.Name} is no filter: search, state, site, ocpp, model, firmware and quirk are, each a text."); // one that is not understood would widen it to more stations
            if (Word("quirk") is { } quirk && QuirkCatalogue.Named(quirk) is null) reader.Fault("filter", $"{quirk} is no id of /quirks.");
            if (reader.Faults.Count > 0) return ids;
            var wanted = new StationFilter(Word("search"), Word("state"), Word("site"), Word("ocpp"), Word("model")) { Firmware = Word("firmware"), Quirk = Word("quirk"), Shows = quirks.Shows };
            ids.AddRange(board.Stations(scope.Live()).Where(station => wanted.Matches(station, sites.Find(station.Profile.SiteId))).Select(station => station.Id));
        }
        else if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostStations)
        {
            reader.Fault("stations", $"A list of 1 to {MostStations} identities is needed.");
        }
        else
        {
            foreach (var element in list.EnumerateArray())
            {
                if (element.ValueKind == JsonValueKind.String && StationId.TryParse(element.GetString(), out var id)) ids.Add(id);
                else reader.Fault("stations", $"{element.GetRawText()} is no station identity.");
            }
        }

        return ids;

        string? Word(string member) => filter.TryGetProperty(member, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
