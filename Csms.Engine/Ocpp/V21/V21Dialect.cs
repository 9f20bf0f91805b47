using System.Buffers;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Ocpp.V21;

/// <summary>OCPP 2.1.</summary>
public sealed class V21Dialect : IOcppDialect
{
    private static readonly InboundRouter Inbound = new(V21Messages.All, V21Routes.Table);

    private static readonly SchemaCommands Commands = new(V21Messages.All);

    /// <inheritdoc/>
    public OcppVersion Version => OcppVersion.V21;

    /// <inheritdoc/>
    public Translation Translate(string action, ReadOnlySpan<byte> payload) => Inbound.Translate(action, payload);

    /// <inheritdoc/>
    public void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output) => Inbound.WriteAnswer(action, answer, output);

    /// <inheritdoc/>
    public CommandPlan Plan(string action, JsonElement body, CommandContext context) => Commands.Plan(action, body, context);

    /// <inheritdoc/>
    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads) => Commands.Read(plan, payloads);
}
