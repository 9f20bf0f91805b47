using Microsoft.Extensions.Options;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Says at start what is wrong with the section, all of it at once.</summary>
internal sealed class PncOptionsCheck : IValidateOptions<PncOptions>
{
    public ValidateOptionsResult Validate(string? name, PncOptions options)
    {
        var faults = new List<string>();
        using var trust = V2GTrust.Load(options.Roots, faults);
        if (options.ProviderUrl.Length > 0 && !(Uri.TryCreate(options.ProviderUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            faults.Add($"{PncOptions.Section}:ProviderUrl must begin with http:// or https://.");
        }

        if (options.ProviderCheckSeconds is < 0 or > 86_400)
        {
            faults.Add($"{PncOptions.Section}:ProviderCheckSeconds must be between 0 and 86400.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
