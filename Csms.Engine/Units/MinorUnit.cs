namespace Csms.Engine.Units;

/// <summary>How many digits after the point a currency has (ISO 4217, minor unit).</summary>
public static class MinorUnit
{
    /// <summary>0 to 4; 2 where the currency is not known.</summary>
    /// <param name="currency">ISO 4217.</param>
    public static int Of(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return currency.ToUpperInvariant() switch
        {
            "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
            "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
            "CLF" or "UYW" => 4,
            _ => 2,
        };
    }
}
