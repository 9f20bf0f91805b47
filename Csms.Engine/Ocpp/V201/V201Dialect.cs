using System.Buffers;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V201.Messages;
using Csms.Engine.Ocpp.V21;

namespace Csms.Engine.Ocpp.V201;

/// <summary>OCPP 2.0.1: checked by its own field tables, translated as 2.1, of which it is a part.</summary>
public sealed class V201Dialect : SchemaDialect
{
    private static readonly InboundRouter Inbound = new(V201Messages.All, V21Routes.Of(V201Messages.All));
    private static readonly SchemaCommands Commands = new(V201Messages.All);

    /// <summary>Makes one; it holds no state.</summary>
    public V201Dialect()
        : base(OcppVersion.V201, Inbound, Commands)
    {
    }

    /// <inheritdoc/>
    /// <remarks>Limits of a transaction, ways of energy transfer, tariffs and the word NoChargingProfile came with 2.1.</remarks>
    public override void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output) => base.WriteAnswer(
        action,
        answer switch
        {
            TransactionAnswer { Limits: not null } transaction => transaction with { Limits = null },
            AuthorizationAnswer authorization when authorization is { Info.Transfers: not null } or { Tariff: not null } =>
                authorization with { Tariff = null, Info = authorization.Info with { Transfers = null } },
            ChargingNeedsAnswer { Verdict: NeedsVerdict.NoChargingProfile } needs => needs with { Verdict = NeedsVerdict.Rejected }, // it charges as if none was asked for (K15.FR.04)
            _ => answer,
        },
        output);
}
