using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Ocpp;
using Csms.Engine.Tests.Support;
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
}
