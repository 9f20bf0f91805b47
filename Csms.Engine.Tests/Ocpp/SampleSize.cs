namespace Csms.Engine.Tests.Ocpp;

internal enum SampleSize
{
    /// <summary>Only what is required, everything at its lower bound.</summary>
    Minimal,

    /// <summary>Every member, values anywhere, one item an array.</summary>
    Full,

    /// <summary>Every member, everything at its upper bound.</summary>
    Maximal,

    /// <summary>Any subset of the optional members.</summary>
    Random,
}
