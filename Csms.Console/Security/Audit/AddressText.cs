using System.Net;

namespace Csms.Console.Security.Audit;

internal static class AddressText
{
    /// <summary>An IPv4 address in its own spelling also when it came over a dual-stack socket.</summary>
    public static string MapToIPv4OrSame(this IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
