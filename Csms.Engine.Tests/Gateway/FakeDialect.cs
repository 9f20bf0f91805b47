using System.Buffers;
using System.Text;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Gateway;

/// <summary>Just enough translation to drive the gateway: every action is a heartbeat, but Bad is refused and Bug throws.</summary>
internal sealed class FakeDialect(OcppVersion version) : IOcppDialect
{
    public OcppVersion Version => version;

    public Translation Translate(string action, ReadOnlySpan<byte> payload) => action switch
    {
        "Bad" => Translation.Refuse(OcppErrorCode.OccurrenceConstraintViolation, Statement.Of(FrameNote.Required, "idTag")),
        "Bug" => throw new InvalidOperationException("a bug in the dialect"),
        _ => Translation.Of(HeartbeatReported.Instance, action == "Odd" ? [Statement.Of(FrameNote.CommaDecimal)] : null),
    };

    public void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output)
    {
        if (action == "Unwritable")
        {
            throw new InvalidOperationException("a bug in the answer");
        }

        output.Write(answer is HeartbeatAnswer heartbeat ? Encoding.UTF8.GetBytes($$"""{"currentTime":"{{heartbeat.Now:yyyy-MM-ddTHH:mm:ss.fffZ}}"}""") : "{}"u8);
    }

    public CommandPlan Plan(string action, JsonElement body, CommandContext context) => throw new NotSupportedException();

    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads) => throw new NotSupportedException();
}
