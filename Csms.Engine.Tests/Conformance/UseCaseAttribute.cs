namespace Csms.Engine.Tests.Conformance;

/// <summary>The test plays the station's side of a use case and sees that the CSMS does its part.</summary>
/// <param name="id">Use case of OCPP 2.x, part 2; what 1.6 has of the same block goes under the same id.</param>
/// <param name="versions">"1.6", "2.0.1", "2.1": in which the test ran it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class UseCaseAttribute(string id, params string[] versions) : Attribute
{
    public string Id { get; } = id;

    public IReadOnlyList<string> Versions { get; } = versions;
}
