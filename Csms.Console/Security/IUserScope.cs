namespace Csms.Console.Security;

/// <summary>The access scope of the person in front of this circuit or page. Grants changed meanwhile count from the next call on.</summary>
public interface IUserScope
{
    /// <summary>The scope in force now.</summary>
    ValueTask<AccessScope> GetAsync(CancellationToken cancellationToken = default);
}
