namespace Csms.Engine.Tests;

/// <summary>A fact that needs <see cref="SharedReference"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedReference.SkipReason;
}
