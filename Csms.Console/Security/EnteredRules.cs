using Csms.Engine.Storage;

namespace Csms.Console.Security;

/// <summary>The rules of sign-in, when another node has changed them: whoever is signed in is judged by them at the next step.</summary>
internal sealed class EnteredRules(SecurityRules rules, AccessDirectory directory) : IKeepsEntered
{
    /// <inheritdoc/>
    public string Kind => EnteredKinds.Setting;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        if (ids?.Contains(SecurityRules.Key) == false) return;
        await rules.LoadAsync(cancellation);
        directory.ForgetAll();
    }
}
