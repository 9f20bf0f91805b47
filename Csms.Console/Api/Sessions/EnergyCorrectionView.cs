using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>A figure that a person put in the place of the measured one.</summary>
/// <param name="MeasuredWh">As measured, Wh; null when it is not known.</param>
/// <param name="By">Who corrected it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
internal sealed record EnergyCorrectionView(long? MeasuredWh, string By, string Reason, DateTimeOffset At)
{
    public static EnergyCorrectionView? Of(Session session) =>
        session.Correction is { } correction ? new(session.FinalEnergyWh, correction.By, correction.Reason, correction.At) : null;
}
