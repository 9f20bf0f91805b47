namespace Csms.Console.Commands;

/// <summary>A network connection profile as a person or a program wants it (2.x NetworkConnectionProfileType).</summary>
/// <param name="Slot">Slot, 1 or more.</param>
/// <param name="Url">Address without the station's identity.</param>
/// <param name="SecurityProfile">0 to 3.</param>
/// <param name="Interface">OCPPInterfaceEnumType.</param>
/// <param name="MessageTimeout">Longest wait for an answer, s.</param>
/// <param name="Password">Basic password of this way (2.1); null: the station keeps the one it has. Never kept by us.</param>
/// <param name="Apn">Access point name; null: none.</param>
/// <param name="ApnAuthentication">APNAuthenticationEnumType: PAP, CHAP, NONE, AUTO.</param>
/// <param name="ApnUser">User of the access point.</param>
/// <param name="ApnPassword">Password of the access point; never kept by us.</param>
internal sealed record NetworkWish(int Slot, string Url, int SecurityProfile, string Interface, int MessageTimeout, string? Password, string? Apn, string ApnAuthentication, string? ApnUser, string? ApnPassword);
