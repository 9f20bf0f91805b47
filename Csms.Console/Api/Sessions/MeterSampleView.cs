using Csms.Engine.Events;

namespace Csms.Console.Api.Sessions;

/// <summary>One measured quantity in its base unit.</summary>
/// <param name="Measurand">OCPP's word.</param>
/// <param name="Phase">L1, L2, L3, N, L1-N…; null for the whole.</param>
/// <param name="Location">Outlet, Body, Cable, EV, Inlet or Upstream.</param>
/// <param name="Unit">Wh, W, A, V, Hz, Percent…; empty for a ratio.</param>
/// <param name="Value">In that unit.</param>
internal sealed record MeterSampleView(string Measurand, string? Phase, string Location, string Unit, double Value)
{
    public static MeterSampleView Of(SampledValue sample) => new(
        sample.Kind.Measurand.Word(), PhaseWord(sample.Kind.Phase), sample.Kind.Location.ToString(), sample.Kind.Unit, sample.Value);

    /// <summary>OCPP parts the ends of a phase with a dash: L1-N.</summary>
    private static string? PhaseWord(Engine.Events.Phase phase) => phase switch
    {
        Engine.Events.Phase.None => null,
        _ when phase.ToString() is { Length: > 2 } word => word[..2] + "-" + word[2..],
        _ => phase.ToString(),
    };
}
