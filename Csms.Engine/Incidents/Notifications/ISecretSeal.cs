namespace Csms.Engine.Incidents.Notifications;

/// <summary>Seals secrets for the store with the key ring of the host.</summary>
public interface ISecretSeal
{
    /// <summary>A sealed text that only this installation can open.</summary>
    string Seal(string secret);

    /// <summary>The secret; null when the key ring is another one.</summary>
    string? Open(string sealedSecret);
}
