using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Gateway;

/// <summary>Section <c>Csms:Limits</c>: what one station or one address may take of the host.</summary>
public sealed class LimitsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Limits";

    /// <summary>Messages a second one station may send for long; ten seconds' worth may come at once. Beyond it the connection is read slower, nothing is lost. 0 = no limit.</summary>
    [Range(0, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 50;

    /// <summary>Failed sign-ins a minute one address may make before its handshakes get 429. 0 = no limit.</summary>
    [Range(0, 1_000_000)]
    public int FailedConnectsPerMinute { get; set; } = 60;

    /// <summary>EVSEs, and connectors over all of them, that one station may have. What it reports beyond gets a CALLERROR and takes no memory.</summary>
    [Range(1, 32767)]
    public int ConnectorsPerStation { get; set; } = 256;
}
