using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>How a test ended.</summary>
internal sealed record FieldVerdict(bool IsPassed, Statement<FieldFinding> Finding)
{
    public static FieldVerdict Passed(FieldFinding finding, params ReadOnlySpan<StatementValue> values) => new(true, Statement.Of(finding, values));

    public static FieldVerdict Failed(FieldFinding finding, params ReadOnlySpan<StatementValue> values) => new(false, Statement.Of(finding, values));
}
