namespace Csms.Engine.Events;

/// <summary>A company as it stands on a receipt (2.1 AddressType). Lengths are those of the standard.</summary>
/// <param name="Name">At most 50 letters.</param>
/// <param name="Address1">First line, at most 100 letters.</param>
/// <param name="Address2">Second line, at most 100 letters, or null.</param>
/// <param name="City">At most 100 letters.</param>
/// <param name="PostalCode">At most 20 letters, or null.</param>
/// <param name="Country">At most 50 letters.</param>
public sealed record CompanyAddress(string Name, string Address1, string? Address2, string City, string? PostalCode, string Country);
