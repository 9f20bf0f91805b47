namespace Csms.Console.Pages.Map;

/// <summary>The filters of the map as they stand in the address; null is not asked for.</summary>
/// <param name="Q">Text searched for.</param>
/// <param name="State">State wanted.</param>
/// <param name="Site">Site wanted.</param>
/// <param name="Model">Model wanted.</param>
/// <param name="Connector">Connector type wanted.</param>
/// <param name="Power">Least power of an EVSE, kW.</param>
public sealed record MapQuery(string? Q, string? State, string? Site, string? Model, string? Connector, string? Power)
{
    /// <summary>Something is asked for.</summary>
    public bool Asks => this is not { Q: null, State: null, Site: null, Model: null, Connector: null, Power: null };
}
