namespace Csms.Simulator.Quirks;

/// <summary>All quirks by name.</summary>
public static class QuirkCatalogue
{
    private static readonly Dictionary<string, Func<Quirk>> _known = new Func<Quirk>[]
    {
        () => new StatusAfterStart(),
        () => new StatusBeforeStart(),
        () => new StatusMissing(),
        () => new StuckStatus(),
        () => new RepeatedStart(),
        () => new RepeatedStop(),
        () => new StopBeforeStart(),
        () => new TransactionIdZero(),
        () => new TransactionIdMinusOne(),
        () => new CommaDecimals(),
        () => new KilowattHours(),
        () => new LowerCaseWords(),
        () => new NoTimeZone(),
        () => new ClockAtEpoch(),
        () => new ClockBehind(),
        () => new ClockAhead(),
        () => new ClockInFuture(),
        () => new MalformedJson(),
        () => new HugeFrames(),
        () => new SilentDrop(),
        () => new MeterReset(),
        () => new MeterBackwards(),
        () => new MeterRollover(),
        () => new NoMeterStop(),
        () => new NeverStops(),
        () => new BareBoot(),
        () => new Flood(),
        () => new SlowReader(),
        () => new UnknownAction(),
        () => new ExtraMembers(),
        () => new DuplicateMessageIds(),
        () => new SequenceShuffled(),
        () => new SequenceGap(),
        () => new FirmwareDownloadFails(),
        () => new FirmwareInstallFails(),
        () => new FirmwareWaitsWhenDownloaded(),
        () => new KilowattHourRegister(),
        () => new FirmwareWaitsWhenInstalled(),
    }.ToDictionary(make => make().Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>One fresh instance of each.</summary>
    public static IReadOnlyList<Quirk> All => [.. _known.Values.Select(make => make())];

    /// <summary>A fresh instance, or null when the name is unknown.</summary>
    public static Quirk? TryCreate(string name) => _known.TryGetValue(name, out var make) ? make() : null;
}
