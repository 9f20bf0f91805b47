using System.Buffers;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V201.Messages;
using Csms.Engine.Ocpp.V21;

namespace Csms.Engine.Ocpp.V201;

/// <summary>OCPP 2.0.1.</summary>
public sealed class V201Dialect : IOcppDialect
{
    private static readonly InboundRouter Inbound = new(V201Messages.All, V21Routes.Of(V201Messages.All));

    private static readonly SchemaCommands Commands = new(V201Messages.All);

    /// <inheritdoc/>
    public OcppVersion Version => OcppVersion.V201;

    /// <inheritdoc/>
    public Translation Translate(string action, ReadOnlySpan<byte> payload) => Inbound.Translate(action, payload);

    /// <inheritdoc/>
    public void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output) => Inbound.WriteAnswer(action, answer, output);

    /// <inheritdoc/>
    public CommandPlan Plan(string action, JsonElement body, CommandContext context) => Commands.Plan(action, body, context);

    /// <inheritdoc/>
    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads) => Commands.Read(plan, payloads);
}
