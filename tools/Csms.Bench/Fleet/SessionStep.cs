namespace Csms.Bench.Fleet;

/// <summary>The mixed session, in its order.</summary>
internal enum SessionStep
{
    Preparing,
    Authorize,
    Start,
    Charging,
    Samples,
    Stop,
    Finishing,
    Available,
}
