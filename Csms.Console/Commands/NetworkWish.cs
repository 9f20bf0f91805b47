namespace Csms.Console.Commands;

/// <summary>A network connection profile as a person or a program wants it (2.x NetworkConnectionProfileType).</summary>
/// <param name="Slot">Slot, 1 or more.</param>
/// <param name="Url">Address without the station's identity.</param>
/// <param name="SecurityProfile">0 to 3.</param>
/// <param name="Interface">OCPPInterfaceEnumType.</param>
/// <param name="MessageTimeout">Longest wait for an answer, s.</param>
/// <param name="Password">Basic password of this way (2.1); null: the station keeps the one it has. Never kept by us.</param>
/// <param name="Identity">Identity that the station uses there (2.1); null: the one it has.</param>
/// <param name="Apn">Access point of the mobile network; null: none.</param>
/// <param name="Vpn">Virtual private network; null: none.</param>
internal sealed record NetworkWish(int Slot, string Url, int SecurityProfile, string Interface, int MessageTimeout, string? Password, string? Identity, NetworkApn? Apn, NetworkVpn? Vpn);
