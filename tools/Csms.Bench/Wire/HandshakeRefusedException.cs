namespace Csms.Bench.Wire;

/// <summary>The server answered the upgrade with something else than 101.</summary>
internal sealed class HandshakeRefusedException(string message) : IOException(message);
