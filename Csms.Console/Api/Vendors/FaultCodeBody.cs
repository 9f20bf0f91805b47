namespace Csms.Console.Api.Vendors;

/// <summary>What a fault code means.</summary>
/// <param name="Meaning">In plain words, 1 to 500 characters.</param>
internal sealed record FaultCodeBody(string Meaning);
