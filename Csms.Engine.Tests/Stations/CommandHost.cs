using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Stations;

/// <summary>A host that does not wait long for the answer of a station.</summary>
public sealed class CommandHost : EngineHost
{
    /// <inheritdoc />
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Csms:Ocpp:CallTimeoutSeconds"] = "2" };
}
