namespace Csms.Engine.Events;

/// <summary>All values read at one instant in one context.</summary>
public sealed record MeterReading
{
    /// <summary>When, by the station's clock; null when it gave no usable time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why.</summary>
    public SampleContext Context { get; init; }

    /// <summary>The values, in the message's order.</summary>
    public required SampledValue[] Values { get; init; }

    /// <summary>What is kept as written; null when there is none.</summary>
    public IReadOnlyList<RawSample>? Raw { get; init; }

    /// <summary>The value of a quantity as total (no phase) at the outlet, or null.</summary>
    public double? Find(Measurand measurand)
    {
        foreach (var value in Values)
        {
            if (value.Kind.Measurand == measurand && value.Kind is { Phase: Phase.None, Location: MeterLocation.Outlet })
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <summary>Energy import register of the EVSE in Wh, or null.</summary>
    public long? RegisterWh => Find(Measurand.EnergyActiveImportRegister) is { } wh ? (long)Math.Round(wh, MidpointRounding.AwayFromZero) : null;
}
