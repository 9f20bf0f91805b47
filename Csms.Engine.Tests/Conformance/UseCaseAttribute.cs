using System.Collections.Concurrent;
using System.Reflection;
using Csms.Engine.Tests.Support;
using Xunit.Sdk;

namespace Csms.Engine.Tests.Conformance;

/// <summary>
/// The test plays the station's side of a use case and sees that the CSMS does its part. What it says is held against what ran: a run fails in which the host has
/// spoken to no station, and the last row of a test fails when there is one of these versions in which the host has spoken to no station in any of its rows.
/// </summary>
/// <param name="id">Use case of OCPP 2.x, part 2; what 1.6 has of the same block goes under the same id.</param>
/// <param name="versions">"1.6", "2.0.1", "2.1": in which the test runs it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class UseCaseAttribute(string id, params string[] versions) : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<(MethodInfo Test, string Id), Ran> Runs = new();

    public string Id { get; } = id;

    public IReadOnlyList<string> Versions { get; } = versions;

    /// <inheritdoc />
    public override void Before(MethodInfo methodUnderTest) => Conversations.Begin();

    /// <inheritdoc />
    public override void After(MethodInfo methodUnderTest)
    {
        var spoken = Conversations.Versions;
        Assert.True(spoken.Count > 0, $"[UseCase(\"{Id}\")] is claimed, and the host has spoken to no station in this run. Simulated stations are noted by Conversations.Note.");

        // With a filter not every row runs: only a run of all rows can say that a version is missing.
        var ran = Runs.GetOrAdd((methodUnderTest, Id), _ => new Ran(RowsOf(methodUnderTest)));
        var missing = ran.Add(spoken, Versions);
        Assert.True(missing.Length == 0, $"[UseCase(\"{Id}\")] claims {string.Join(", ", missing)}, in which no row of the test spoke to a station.");
    }

    private static int RowsOf(MethodInfo test) => test.GetCustomAttributes<DataAttribute>().ToList() is { Count: > 0 } data ? data.Sum(source => source.GetData(test).Count()) : 1;

    /// <summary>What the rows of one test have spoken.</summary>
    private sealed class Ran(int rows)
    {
        private readonly HashSet<string> _versions = [];
        private int _rows;

        /// <summary>One more row.</summary>
        /// <returns>Once all have run: the claimed versions that none of them spoke.</returns>
        public string[] Add(IReadOnlyCollection<string> spoken, IReadOnlyList<string> claimed)
        {
            lock (_versions)
            {
                _versions.UnionWith(spoken);
                return ++_rows == rows ? [.. claimed.Except(_versions)] : [];
            }
        }
    }
}
