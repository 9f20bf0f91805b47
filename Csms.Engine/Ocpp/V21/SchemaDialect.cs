using System.Buffers;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;

namespace Csms.Engine.Ocpp.V21;

/// <summary>A 2.x dialect: its routing table and its field tables say all there is to say.</summary>
public abstract class SchemaDialect : IOcppDialect
{
    private readonly InboundRouter inbound;
    private readonly SchemaCommands commands;

    private protected SchemaDialect(OcppVersion version, InboundRouter inbound, SchemaCommands commands)
    {
        Version = version;
        this.inbound = inbound;
        this.commands = commands;
    }

    /// <inheritdoc/>
    public OcppVersion Version { get; }

    /// <inheritdoc/>
    public Translation Translate(string action, ReadOnlySpan<byte> payload) => inbound.Translate(action, payload);

    /// <inheritdoc/>
    public virtual void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output) => inbound.WriteAnswer(action, answer, output);

    /// <inheritdoc/>
    public CommandPlan Plan(string action, JsonElement body, CommandContext context) => commands.Plan(action, body, context);

    /// <inheritdoc/>
    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads) => commands.Read(plan, payloads);
}
