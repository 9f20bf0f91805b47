namespace Csms.Console.Security.SecondFactors;

/// <summary>A secret that is being set up: nothing of it is stored before a code proves that the app has it.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Sealed">The same for the way through the browser and back.</param>
/// <param name="Uri">What the QR code says (otpauth).</param>
internal sealed record PendingKey(byte[] Secret, string Sealed, string Uri)
{
    /// <summary>For typing, in groups of four.</summary>
    public string Text => string.Join(' ', Base32.Encode(Secret).Chunk(4).Select(group => new string(group)));
}
