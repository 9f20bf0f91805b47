namespace Csms.Console.Api.Networks;

/// <summary>Body of PUT /stations/{id}/network-profiles/{slot}.</summary>
/// <param name="Url">Address, ws or wss, without the station's identity.</param>
/// <param name="SecurityProfile">0 to 3.</param>
/// <param name="Interface">Wired0…Wired3, Wireless0…Wireless3; in 2.1 also Any. Default Wired0.</param>
/// <param name="MessageTimeout">Longest wait for an answer, s; default 30.</param>
/// <param name="Password">Basic password of this way, 2.1 only; left out, the station keeps the one it has.</param>
/// <param name="Identity">Identity that the station uses there, 2.1 only; left out: the one it has.</param>
/// <param name="Apn">Access point of the mobile network.</param>
/// <param name="Vpn">Virtual private network.</param>
internal sealed record NetworkBody(string Url, int SecurityProfile, string? Interface, int? MessageTimeout, string? Password, string? Identity, ApnBody? Apn, VpnBody? Vpn);
