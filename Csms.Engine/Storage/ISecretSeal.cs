namespace Csms.Engine.Storage;

/// <summary>Seals secrets for the store with the key ring of the host.</summary>
public interface ISecretSeal
{
    /// <summary>The same ring for another purpose: what is sealed for one cannot be opened as the other.</summary>
    ISecretSeal For(string purpose);

    /// <summary>A sealed text that only this installation can open.</summary>
    string Seal(string secret);

    /// <summary>The secret; null when the key ring is another one.</summary>
    string? Open(string sealedSecret);
}
