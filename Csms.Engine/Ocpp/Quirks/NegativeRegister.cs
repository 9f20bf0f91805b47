using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A negative register at start or stop (<c>"meterStop":-1</c>): some stations write -1 where they do not know it. A register of imported energy is never
/// negative; it is taken as not given, and the session is flagged.
/// </summary>
internal sealed class NegativeRegister : IMessageQuirk
{
    public FrameNote Note => FrameNote.NegativeRegister;

    public string? SessionFlag => "StopMeterMissing";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Change("lorenzodonini/ocpp-go", 114)];

    public StationMessage? Mend(StationMessage message) => message is TransactionReported { MeterWh: < 0 } told ? told with { MeterWh = null } : null;
}
