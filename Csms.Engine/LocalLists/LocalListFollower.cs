using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using OcppCommand = Csms.Engine.Stations.Commands.CommandRequest;

namespace Csms.Engine.LocalLists;

/// <summary>Keeps the book right by what stations answer, whoever gave the command, and gives a list its next version.</summary>
internal sealed class LocalListFollower(LocalListBook book, VariableStore variables, Lazy<StationCommands> commands, TimeProvider time) : ICommandFollower, IStationObserver
{
    private const string Send = "SendLocalList", Version = "GetLocalListVersion";

    /// <summary>A list without a version is the next one (CONTRACTS 17); one that goes out in parts takes a version for each.</summary>
    public async ValueTask<JsonObject?> CompleteAsync(StationState station, StationCommand command, JsonElement body, CancellationToken cancellation)
    {
        if (command.Action != Send || body.ValueKind != JsonValueKind.Object || (body.TryGetProperty("versionNumber", out var given) && given.ValueKind != JsonValueKind.Null)) return null;
        if (JsonNode.Parse(body.GetRawText()) is not JsonObject full) return null;
        var limits = (await variables.MessageLimitsAsync(station.Key, cancellation)).GetValueOrDefault(Send);
        full["versionNumber"] = JsonNode.Parse("2147483647"); // read as a station's or a program's number is
        var parts = CommandParts.Split(Send, full, limits.Items, limits.Bytes).Count();
        var state = book.Find(station.Id);
        full["versionNumber"] = Math.Max(Math.Max(state.Version ?? 0, state.ToldVersion ?? 0), 0) + parts;
        return full;
    }

    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var changed = command.Action switch
        {
            Send => book.Step(station, state => LocalListSteps.Sent(state, body, reading.Status, command.Actor, now)),
            Version when JsonTree.Number(reading.Response["versionNumber"]) is { } version => book.Step(station, state => LocalListSteps.Told(state, version, command.Actor, now)),
            "CustomerInformation" when reading.Status == "Accepted" => Erase(station, command, body),
            _ => false,
        };
        if (changed) await book.KeepAsync(station.Id, cancellation);
    }

    public void Removed(StationState state) => book.Forget(state.Id);

    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is BootReported) book.Step(state, LocalListSteps.Booted);
    }

    /// <summary>The list goes out again without the token that was erased (CONTRACTS 17; 2.1 N10).</summary>
    private bool Erase(StationState station, StationCommand command, JsonElement body)
    {
        if (!body.TryGetProperty("clear", out var clear) || clear.ValueKind != JsonValueKind.True
            || !body.TryGetProperty("idToken", out var token) || !token.TryGetProperty("idToken", out var text) || text.GetString() is not { } idToken
            || !book.Step(station, state => LocalListSteps.Erased(state, idToken)))
        {
            return false;
        }

        commands.Value.Post(new OcppCommand(station.Id, Send, LocalListBody.Full(book.Find(station.Id).Held), command.Actor, "CustomerInformation"));
        return true;
    }
}
