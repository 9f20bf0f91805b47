using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Ocpp.V21;

/// <summary>OCPP 2.1.</summary>
public sealed class V21Dialect : SchemaDialect
{
    private static readonly InboundRouter Inbound = new(V21Messages.All, V21Routes.Table);
    private static readonly SchemaCommands Commands = new(V21Messages.All);

    /// <summary>Makes one; it holds no state.</summary>
    public V21Dialect()
        : base(OcppVersion.V21, Inbound, Commands)
    {
    }
}
