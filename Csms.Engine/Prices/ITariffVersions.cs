namespace Csms.Engine.Prices;

/// <summary>Every version of every tariff that was ever entered. From memory.</summary>
public interface ITariffVersions
{
    /// <summary>A version, or null.</summary>
    Tariff? Find(string tariffId, int version);
}
