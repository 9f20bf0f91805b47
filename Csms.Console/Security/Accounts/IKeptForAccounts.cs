namespace Csms.Console.Security.Accounts;

/// <summary>Something that is kept for single people and programs outside of the accounts' own tables. It goes when they go.</summary>
public interface IKeptForAccounts
{
    /// <summary>The account or API key is gone.</summary>
    /// <param name="id">Its id, as the audit log keeps it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ForgetAsync(string id, CancellationToken cancellationToken);
}
