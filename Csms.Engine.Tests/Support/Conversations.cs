using System.Collections.Concurrent;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Support;

/// <summary>
/// The OCPP versions in which the host has spoken to stations of the test that runs: noted by the sockets of the tests themselves, so that what a test says it
/// runs can be held against what it ran. Tests that run at the same time have each their own.
/// </summary>
internal static class Conversations
{
    private static readonly AsyncLocal<ConcurrentDictionary<string, bool>?> OfThisTest = new();

    /// <summary>The versions so far: "1.6", "2.0.1", "2.1".</summary>
    public static IReadOnlyCollection<string> Versions => [.. OfThisTest.Value?.Keys ?? []];

    /// <summary>A test begins; a second call for the same test changes nothing.</summary>
    public static void Begin() => OfThisTest.Value ??= new();

    /// <summary>The host has sent a message over a socket of this sub-protocol.</summary>
    /// <param name="subprotocol">As negotiated: ocpp1.6, ocpp2.0.1 or ocpp2.1.</param>
    public static void Note(string? subprotocol)
    {
        if (subprotocol?.StartsWith("ocpp", StringComparison.Ordinal) == true) OfThisTest.Value?.TryAdd(subprotocol["ocpp".Length..], true);
    }

    /// <summary>A simulated station has booted; its sockets are not those of the tests, so whoever makes one says it.</summary>
    public static void Note(VirtualStation station) => OfThisTest.Value?.TryAdd(station.Options.Version.Text(), true);
}
