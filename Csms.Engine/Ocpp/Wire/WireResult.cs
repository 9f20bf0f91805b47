using System.Diagnostics.CodeAnalysis;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>What reading a payload gave: a value, or the first violation; in both cases the deviations seen so far.</summary>
internal readonly record struct WireResult<T>(T? Value, WireViolation? Violation, IReadOnlyList<WireDeviation> Deviations)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Violation))]
    public bool IsValid => Violation is null;
}
