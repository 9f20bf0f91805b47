using Microsoft.Extensions.Options;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>All that is wrong with the section, each with its key.</summary>
internal sealed class SingleSignOnOptionsValidator : IValidateOptions<SingleSignOnOptions>
{
    public ValidateOptionsResult Validate(string? name, SingleSignOnOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Authority))
            return options.Only ? ValidateOptionsResult.Fail(Key(nameof(options.Only), "needs an Authority: nobody could sign in.")) : ValidateOptionsResult.Success;
        List<string> faults = [];
        if (!ProviderAddress.IsSafe(options.Authority) || new Uri(options.Authority) is { Query: not "" } or { Fragment: not "" })
            faults.Add(Key(nameof(options.Authority), "is an https address without query such as https://login.example.com/realms/company; http only on this machine."));
        if (string.IsNullOrWhiteSpace(options.ClientId)) faults.Add(Key(nameof(options.ClientId), "is missing."));
        if (!options.Scopes.Split(' ').Contains("openid", StringComparer.Ordinal)) faults.Add(Key(nameof(options.Scopes), "has to hold openid."));
        if (string.IsNullOrWhiteSpace(options.EmailClaim)) faults.Add(Key(nameof(options.EmailClaim), "is missing."));
        if (GroupRoles.Parse(options.GroupRoles) is not { } roles)
            faults.Add(Key(nameof(options.GroupRoles), $"is written GROUP=ROLE or GROUP=ROLE@SITE, parted by semicolons. Roles: {string.Join(", ", Enum.GetNames<Role>())}."));
        else if (!roles.IsEmpty && string.IsNullOrWhiteSpace(options.GroupsClaim)) faults.Add(Key(nameof(options.GroupsClaim), "is missing, but GroupRoles needs it."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string Key(string member, string fault) => $"{SingleSignOnOptions.Section}:{member} {fault}";
}
