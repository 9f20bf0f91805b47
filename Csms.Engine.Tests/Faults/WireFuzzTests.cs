using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Ocpp;
using Csms.Engine.Tests.Ocpp.Dialects;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Faults;

/// <summary>
/// A station that sends every message of its version, whole, damaged and senseless, over a real socket: each gets one answer, none is an internal
/// error, and neither the station nor a neighbour with a running session suffers.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class WireFuzzTests(EngineHost host)
{
    /// <summary>Answers to what we do not understand, in the spelling of any version (OCPP-J 1.6 and 2.x, RPC framework error codes).</summary>
    private static readonly HashSet<string> Refusals =
    [
        "NotImplemented", "NotSupported", "ProtocolError", "SecurityError", "FormationViolation", "FormatViolation",
        "PropertyConstraintViolation", "OccurenceConstraintViolation", "OccurrenceConstraintViolation", "TypeConstraintViolation", "GenericError", "MessageTypeNotSupported", "RpcFrameworkError",
    ];

    [SharedTheory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Station_SendsEveryMessageWholeAndDamaged_GetsOneAnswerEach(string subprotocol)
    {
        Assert.True(OcppVersions.TryParseSubprotocol(subprotocol, out var version));
        await using var neighbour = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), subprotocol);
        var transaction = new TransactionScript(subprotocol, 1, EngineHost.Token);
        var begin = DateTimeOffset.UtcNow.AddMinutes(-10);
        var started = await neighbour.CallAsync(transaction.Started(begin, 1000));
        if (transaction.Is16) transaction.TransactionId = started["transactionId"]!.ToString();

        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), subprotocol);
        var sent = 0;
        foreach (var action in version.Actions().Where(action => action.Response is not null))
        {
            var schema = OfficialSchema.Of(version, action.Request.Name);
            foreach (var size in new[] { SampleSize.Minimal, SampleSize.Full, SampleSize.Maximal, SampleSize.Random })
            {
                await AskAsync(action.Name, new SchemaSampler(schema, new Random(sent), size).Message());
            }

            var sample = new SchemaSampler(schema, new Random(sent), SampleSize.Full).Message();
            // A few of the breaches; that each is named rightly is proven without a socket.
            var breaches = new MessageMutator(schema, sample).All().ToList();
            foreach (var breach in breaches.Where((_, place) => place % Math.Max(1, breaches.Count / 6) == 0))
            {
                await AskAsync(action.Name, breach.Payload);
            }
        }

        await AskAsync("Heartbeat", []);
        Assert.True(sent > 200, $"{sent} messages");
        await neighbour.CallAsync(transaction.Ended(begin.AddMinutes(9), 4500));
        var session = await host.OnlyAsync(neighbour.Id);
        Assert.Equal((SessionState.Completed, 3500L), (session.State, session.EnergyWh));
        Assert.DoesNotContain(host.Log.Lines, line => line.Level >= LogLevel.Error && line.Text.Contains(station.Id, StringComparison.Ordinal));

        async Task AskAsync(string action, JsonObject payload)
        {
            var id = await station.SendAsync(new ScriptedMessage(action, payload));
            sent++;
            while (true)
            {
                var frame = await station.ReadAsync();
                var kind = (int)frame[0]!;
                if (kind == 2)
                {
                    await station.FailAsync((string)frame[1]!, "GenericError", "busy");
                    continue;
                }

                Assert.Equal(id, (string?)frame[1]);
                Assert.True(kind == 3 || (kind == 4 && Refusals.Contains((string)frame[2]!)), $"{action} {payload.ToJsonString()} was answered {frame.ToJsonString()}");
                return;
            }
        }
    }

    /// <summary>A SEND has no answer (OCPP-J 2.1): what is damaged is dropped, what is not open is ignored, and the conversation goes on.</summary>
    [SharedFact]
    public async Task Station_SendsValuesOfAStreamWholeAndDamaged_GetsNoAnswerAndIsServed()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var opened = await station.CallAsync(new ScriptedMessage("OpenPeriodicEventStream", new JsonObject
        {
            ["constantStreamData"] = new JsonObject { ["id"] = 1, ["variableMonitoringId"] = 7, ["params"] = new JsonObject { ["interval"] = 5, ["values"] = 1 } },
        }));
        Assert.Equal("Accepted", (string?)opened["status"]);
        var schema = OfficialSchema.Of(OcppVersion.V21, "NotifyPeriodicEventStream");
        var payloads = new List<JsonNode?>();
        for (var round = 0; round < 12; round++)
        {
            var sample = new SchemaSampler(schema, new Random(round), (SampleSize)(round % 4)).Message();
            if (round % 2 == 0) sample["id"] = 1; // of the stream that is open
            payloads.Add(sample);
            if (round < 4) payloads.AddRange(new MessageMutator(schema, sample).All().Select(breach => (JsonNode?)breach.Payload));
        }

        payloads.AddRange([null, new JsonArray(), "text", 1, new JsonObject { ["id"] = 1, ["pending"] = 0, ["basetime"] = "0001-01-01T00:00:00Z", ["data"] = new JsonArray(new JsonObject { ["t"] = -1e300, ["v"] = "1" }, new JsonObject { ["t"] = 1e300, ["v"] = "\u0000" }) }]);
        foreach (var payload in payloads)
        {
            await station.Wire.SendAsync(new JsonArray(6, Guid.NewGuid().ToString(), "NotifyPeriodicEventStream", payload?.DeepClone()).ToJsonString());
            await HeartbeatAsync();
        }

        foreach (var frame in new[] { """[6,"a","Heartbeat",{}]""", """[6,"a","NoSuchMessage",{}]""", """[6,"a"]""", """[6]""", """[6,null,"NotifyPeriodicEventStream",{}]""" })
        {
            await station.Wire.SendAsync(frame);
            await HeartbeatAsync();
        }

        Assert.True(payloads.Count > 40, $"{payloads.Count} payloads");
        Assert.DoesNotContain(host.Log.Lines, line => line.Level >= LogLevel.Error && line.Text.Contains(station.Id, StringComparison.Ordinal));

        // Its answer is the next one: the SEND got none. The host may ask by itself which streams there are.
        async Task HeartbeatAsync()
        {
            var id = await station.SendAsync(new ScriptedMessage("Heartbeat", []));
            while (true)
            {
                var frame = await station.ReadAsync();
                if ((int)frame[0]! == 2)
                {
                    await station.FailAsync((string)frame[1]!, "GenericError", "busy");
                    continue;
                }

                Assert.Equal((3, id), ((int)frame[0]!, (string?)frame[1]));
                return;
            }
        }
    }

    /// <summary>Every command of the version, answered by what is damaged and by what is senseless, and then by what is right: it ends, and the station is served on.</summary>
    [SharedTheory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Station_AnswersOurCommandsDamaged_EachEndsAndTheStationIsServed(string subprotocol)
    {
        Assert.True(OcppVersions.TryParseSubprotocol(subprotocol, out var version));
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), subprotocol);
        var (sent, seed) = (0, 0);
        var without = new List<string>();
        var reading = station.ReadAsync();
        foreach (var (action, body) in Commands(subprotocol["ocpp".Length..]))
        {
            for (var round = 0; round < Rounds; round++)
            {
                var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, body, "fuzz"), CancellationToken.None);
                while (await Task.WhenAny(reading, command) == reading)
                {
                    var frame = await reading;
                    reading = station.ReadAsync();
                    if ((int)frame[0]! != 2) continue; // 2.1 may complain about an answer (CALLRESULTERROR)
                    foreach (var answer in Answers(version, (string)frame[1]!, (string)frame[2]!, round)) await station.Wire.SendAsync(answer);
                    sent++;
                }

                if ((await command).Stage is CommandStage.Queued or CommandStage.Sent or CommandStage.NoAnswer) without.Add($"{action} {round}: {(await command).Stage} {(await command).Fault}");
            }
        }

        Assert.True(without.Count == 0, string.Join(Environment.NewLine, without));
        Assert.True(sent > 100, $"{sent} commands answered");
        await station.Wire.SendAsync("""[2,"last","Heartbeat",{}]""");
        while ((string?)(await reading)[1] != "last") reading = station.ReadAsync();
        var faults = host.Log.Lines.Where(line => line.Level >= LogLevel.Error && line.Text.Contains(station.Id, StringComparison.Ordinal)).Select(line => line.Text).Distinct();
        Assert.True(!faults.Any(), string.Join(Environment.NewLine, faults));

        IEnumerable<string> Answers(OcppVersion version, string id, string action, int round)
        {
            var schema = OfficialSchema.Of(version, version.Actions().Find(action)!.Response!.Name);
            var sample = new SchemaSampler(schema, new Random(++seed), SampleSize.Full).Message();
            var breaches = new MessageMutator(schema, sample).All().ToList();
            JsonNode damaged = round switch
            {
                0 => new JsonArray(3, id, new SchemaSampler(schema, new Random(seed), SampleSize.Random).Message()),
                1 or 2 => breaches.Count == 0 ? new JsonArray(3, id) : new JsonArray(3, id, breaches[seed % breaches.Count].Payload),
                3 => new[] { new JsonArray(3, id), new JsonArray(3, id, null), new JsonArray(3, id, new JsonArray()), new JsonArray(3, null, new JsonObject()), new JsonArray(3, "nobody", new JsonObject()) }[seed % 5],
                _ => new[] { new JsonArray(4, id), new JsonArray(4, id, "NoSuchCode", null, null), new JsonArray(4, id, "GenericError"), new JsonArray(4, id, 7, new JsonObject(), "x"), new JsonArray(4, "nobody", "GenericError", "", new JsonObject()), new JsonArray(4, id, "", "\u0000", new JsonObject()) }[seed % 6],
            };
            yield return damaged.ToJsonString();
            yield return new JsonArray(3, id, new SchemaSampler(schema, new Random(seed), SampleSize.Minimal).Message()).ToJsonString(); // and what is right, also where that comes too late
        }
    }

    private const int Rounds = 5;

    /// <summary>One body of each command that has a golden file, the smallest of each other one of 2.1.</summary>
    private static IEnumerable<(string Action, JsonElement Body)> Commands(string version)
    {
        var golden = JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf($"commands-{version}.json")))!.AsArray().DistinctBy(one => (string)one!["action"]!)
            .ToDictionary(one => (string)one!["action"]!, one => JsonSerializer.SerializeToElement(one!["body"]));
        foreach (var action in OcppVersion.V21.Actions().Where(action => action.Direction != MessageDirection.FromStation && action.Response is not null))
        {
            yield return (action.Name, golden.TryGetValue(action.Name, out var body) ? body : JsonSerializer.SerializeToElement(new SchemaSampler(OfficialSchema.Of(OcppVersion.V21, action.Request.Name), new Random(1), SampleSize.Minimal).Message()));
        }
    }
}
