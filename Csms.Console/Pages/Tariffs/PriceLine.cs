namespace Csms.Console.Pages.Tariffs;

/// <summary>A price of a tariff as a row of its table.</summary>
/// <param name="Part">Of what, in words.</param>
/// <param name="When">When it applies; null: always.</param>
/// <param name="Without">Without taxes; null: it is told with them only.</param>
/// <param name="With">With taxes; null: without only.</param>
/// <param name="Unit">"€/kWh".</param>
/// <param name="Taxes">"VAT 19 %"; null: none.</param>
internal sealed record PriceLine(string Part, string? When, string? Without, string? With, string Unit, string? Taxes);
