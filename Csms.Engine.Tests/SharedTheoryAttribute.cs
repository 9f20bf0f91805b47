namespace Csms.Engine.Tests;

/// <summary>A theory that needs <see cref="SharedReference"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedReference.SkipReason;
}
