namespace Csms.Console.Commands;

/// <summary>Virtual private network as wanted (2.x VPNType).</summary>
/// <param name="Server">Its server.</param>
/// <param name="User">User.</param>
/// <param name="Group">Group; null: none.</param>
/// <param name="Password">Password; never kept by us.</param>
/// <param name="Key">Shared key; never kept by us.</param>
/// <param name="Type">VPNEnumType: IKEv2, IPSec, L2TP, PPTP.</param>
internal sealed record NetworkVpn(string Server, string User, string? Group, string Password, string Key, string Type);
