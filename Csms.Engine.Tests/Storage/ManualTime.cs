namespace Csms.Engine.Tests.Storage;

/// <summary>A clock that stands where the test put it; timers run in real time.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
