namespace Csms.Console.Api.Networks;

/// <summary>Virtual private network (VPNType).</summary>
/// <param name="Server">Its server.</param>
/// <param name="User">User.</param>
/// <param name="Group">Group.</param>
/// <param name="Password">Password.</param>
/// <param name="Key">Shared key.</param>
/// <param name="Type">IKEv2, IPSec, L2TP or PPTP.</param>
internal sealed record VpnBody(string Server, string User, string? Group, string Password, string Key, string Type);
