using Csms.Engine.Tariffs;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A tariff as a row of the list.</summary>
/// <param name="Entry">The tariff.</param>
/// <param name="Prices">Its newest prices in a few words.</param>
/// <param name="Use">Where it is used.</param>
/// <param name="Site">Name of its site; null: of the network.</param>
internal sealed record TariffRow(TariffEntry Entry, string Prices, GivenTo Use, string? Site)
{
    /// <summary>The same to the eye.</summary>
    public bool Equals(TariffRow? other) => other is not null && ReferenceEquals(Entry, other.Entry) && Prices == other.Prices && Use == other.Use && Site == other.Site;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Entry.Id, Prices, Use, Site);
}
