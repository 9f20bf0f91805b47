using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Customers;

/// <summary>Section <c>Csms:CustomerData</c>.</summary>
public sealed record CustomerOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:CustomerData";

    /// <summary>Minutes for which a customer's data that a station has sent stay with us; then they are removed, also out of the raw log.</summary>
    [Range(1, 10_080)]
    public int KeepMinutes { get; init; } = 60;
}
