using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>Checks <see cref="TlsOptions"/> at start; reports all faults at once.</summary>
internal sealed class TlsOptionsValidator : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var faults = new List<string>();
        if (options.Url.Length > 0 && !options.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add("Csms:Tls:Url must start with https://");
        }

        if ((options.Certificate.Length == 0) != (options.Key.Length == 0))
        {
            faults.Add("Csms:Tls:Certificate and Csms:Tls:Key belong together: set both or none");
        }

        CheckFile("Csms:Tls:Certificate", options.Certificate);
        CheckFile("Csms:Tls:Key", options.Key);
        CheckFile("Csms:Tls:ClientCa", options.ClientCa);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckFile(string key, string path)
        {
            if (path.Length > 0 && !File.Exists(path))
            {
                faults.Add($"{key}: there is no file '{path}'");
            }
        }
    }
}
