using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Csms.Simulator.Quirks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Simulator.Station;

/// <summary>Everything a virtual station is built from.</summary>
public sealed record StationOptions
{
    /// <summary>Identity, last segment of the URL.</summary>
    public required string Id { get; init; }

    /// <summary>Endpoint without the identity, e.g. ws://localhost:8080/ocpp.</summary>
    public required Uri Url { get; init; }

    /// <summary>Endpoint without the identity for security profiles 2 and 3 of OCPP 1.6, whose messages name none; null: <see cref="Url"/>.</summary>
    public Uri? SecureUrl { get; init; }

    /// <summary>Protocol.</summary>
    public OcppVersion Version { get; init; } = OcppVersion.V16;

    /// <summary>HTTP Basic password; null sends no credentials.</summary>
    public string? Password { get; init; }

    /// <summary>Client certificate for security profile 3.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Judge of the server's certificate; null = the system's.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateCheck { get; init; }

    /// <summary>chargePointVendor / vendorName.</summary>
    public string Vendor { get; init; } = "Arden";

    /// <summary>chargePointModel / model, at most 20 characters.</summary>
    public string Model { get; init; } = "T2 Duo";

    /// <summary>Serial number; null derives one from the identity.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Firmware at power up.</summary>
    public string FirmwareVersion { get; init; } = "1.4.2";

    /// <summary>The EVSEs, numbered from 1.</summary>
    public IReadOnlyList<EvseOptions> Evses { get; init; } = [EvseOptions.Ac22];

    /// <summary>Source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Simulated seconds a real second; timestamps follow the simulated clock.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Named misbehaviours.</summary>
    public IReadOnlyList<Quirk> Quirks { get; init; } = [];

    /// <summary>How long an answer may take, real time.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True to come back by itself after the link is lost.</summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>First wait before a reconnect, real time; doubled each time.</summary>
    public TimeSpan ReconnectMinimum { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a reconnect, real time.</summary>
    public TimeSpan ReconnectMaximum { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a reboot takes, simulated time.</summary>
    public TimeSpan RebootTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Step of the simulation in simulated time; null = one second, more when fast.</summary>
    public TimeSpan? Tick { get; init; }

    /// <summary>Sample interval at power up.</summary>
    public TimeSpan MeterInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>TxStartPoint at power up (2.x).</summary>
    public string TxStartPoint { get; init; } = "PowerPathClosed";

    /// <summary>TxStopPoint at power up (2.x).</summary>
    public string TxStopPoint { get; init; } = "EVConnected,Authorized";

    /// <summary>Slots for batteries that can be swapped; 0: it swaps none (2.1).</summary>
    public int BatterySlots { get; init; }

    /// <summary>Number of the first slot.</summary>
    public int FirstBatterySlot { get; init; } = 1;

    /// <summary>The power of EVSE 1 is told as a periodic event stream, a value each so many seconds; 0: only what the CSMS asks for (2.1).</summary>
    public int PowerStreamSeconds { get; init; }

    /// <summary>The state of connectors is told by NotifyEvent (Connector.AvailabilityState) and not by StatusNotification (2.x, G01): a CSMS has to take both.</summary>
    public bool StatusByEvents { get; init; }

    /// <summary>How many messages and transactions the record keeps; null = all.</summary>
    public int? RecordLimit { get; init; }

    /// <summary>Seed of everything random in the station.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Log; silent by default.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
