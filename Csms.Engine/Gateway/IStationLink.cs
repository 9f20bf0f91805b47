using System.Net;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>A live connection to a station.</summary>
public interface IStationLink
{
    /// <summary>Translation of the version it speaks.</summary>
    IOcppDialect Dialect { get; }

    /// <summary>When it came up; UTC.</summary>
    DateTimeOffset OpenedAt { get; }

    /// <summary>When the last frame came in; UTC.</summary>
    DateTimeOffset LastFrameAt { get; }

    /// <summary>Where from.</summary>
    IPAddress? Remote { get; }

    /// <summary>Scheme and host by which the station reached us; null when it named no host.</summary>
    string? ReachedAt { get; }

    /// <summary>Security profile that the station proved: 0 to 3 (2.1 A00).</summary>
    int SecurityProfile { get; }

    /// <summary>Over TLS.</summary>
    bool IsSecure => false;

    /// <summary>The client certificate that it showed and that was judged good; null when it showed none.</summary>
    CertificateFacts? Certificate => null;

    /// <summary>
    /// Sends a CALL when no other is under way and waits for its answer (one outstanding CALL, a bounded queue behind it). Must not be
    /// awaited in the handling of an incoming message.
    /// </summary>
    ValueTask<CallOutcome> CallAsync(OutgoingCall call, CancellationToken cancellation);

    /// <summary>Closes politely: what is queued is sent first, then a close frame with the reason.</summary>
    void Close(Statement<LinkEnd> reason);
}
