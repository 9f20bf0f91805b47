using Csms.Console.Commands;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Templates;

/// <summary>Rules of wanted values. Pure.</summary>
public static class WantedRules
{
    /// <summary>What is wrong with one more value; null when nothing is.</summary>
    /// <param name="address">Its variable; null: it could not be read.</param>
    /// <param name="value">The value.</param>
    /// <param name="before">Variables of the values before it.</param>
    public static WantedFault? Check(VariableAddress? address, string value, IEnumerable<VariableAddress> before)
    {
        ArgumentNullException.ThrowIfNull(value);
        return address is null ? WantedFault.NoAddress
            : CommandText.IsSecret(address.Variable) ? WantedFault.Secret
            : before.Contains(address) ? WantedFault.Twice
            : value.Length > VariableCharacteristics.LongestValue ? WantedFault.TooLong
            : null;
    }
}
