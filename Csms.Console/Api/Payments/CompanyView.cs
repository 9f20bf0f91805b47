using Csms.Engine.Events;

namespace Csms.Console.Api.Payments;

/// <summary>A company as it stands on a receipt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address1">First line.</param>
/// <param name="Address2">Second line.</param>
/// <param name="City">Town.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Country">Country.</param>
internal sealed record CompanyView(string Name, string Address1, string? Address2, string City, string? PostalCode, string Country)
{
    public static CompanyView? Of(CompanyAddress? company) =>
        company is null ? null : new(company.Name, company.Address1, company.Address2, company.City, company.PostalCode, company.Country);
}
