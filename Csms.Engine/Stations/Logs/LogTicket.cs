using System.Text.Json;

namespace Csms.Engine.Stations.Logs;

/// <summary>An upload address that a GetLog takes along.</summary>
/// <param name="File">The file to come.</param>
/// <param name="SecretHash">SHA-256 of the secret in the address.</param>
/// <param name="Body">The command's body with the address and the request's number.</param>
internal sealed record LogTicket(LogFile File, byte[] SecretHash, JsonElement Body);
