using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Pages.Configuration;

/// <summary>A line of the sheet.</summary>
/// <param name="Held">The variable.</param>
/// <param name="IsFirst">The first of its component: says which it is.</param>
/// <param name="Edit">A new value that was not sent yet.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Answer">The station's word for the last value that was sent.</param>
/// <param name="Reason">Why it said so.</param>
/// <param name="Other">The value compared with; null: none.</param>
/// <param name="Differs">It is another one.</param>
public sealed record ConfigurationRow(HeldVariable Held, bool IsFirst, string? Edit, ValueFault? Fault, string? Answer, string? Reason, string? Other, bool Differs)
{
    /// <summary>Stable id of the line.</summary>
    public string Key => Held.Address.ToString();

    /// <summary>What stands in the field.</summary>
    public string Text => Edit ?? Held.Value ?? "";
}
