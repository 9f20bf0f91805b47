namespace Csms.Console.Security.Audit;

/// <summary>One member before and after; null: it was or is not there.</summary>
internal sealed record AuditChange(string Member, string? Before, string? After)
{
    /// <summary>It stayed as it was.</summary>
    public bool IsSame => Before == After;
}
