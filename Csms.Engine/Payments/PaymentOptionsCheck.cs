using Microsoft.Extensions.Options;

namespace Csms.Engine.Payments;

/// <summary>Says at start what is wrong with the section, all of it at once.</summary>
internal sealed class PaymentOptionsCheck : IValidateOptions<PaymentOptions>
{
    public ValidateOptionsResult Validate(string? name, PaymentOptions options)
    {
        var faults = new List<string>();
        if (options.Currency.Length > 0 && !(options.Currency.Length == 3 && options.Currency.All(char.IsAsciiLetterUpper))) faults.Add($"{PaymentOptions.Section}:Currency must be three capital letters, such as EUR.");
        Check("VatRegisterUrl", options.VatRegisterUrl);
        Check("ReceiptUrl", OwnReceipt.Of(options.ReceiptUrl, 1, "S", "T") ?? "");
        if (options.ReceiptUrl.Length > 0 && !options.ReceiptUrl.Contains("{settlement}", StringComparison.Ordinal)) faults.Add($"{PaymentOptions.Section}:ReceiptUrl must contain {{settlement}}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, string url)
        {
            if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is "http" or "https")) faults.Add($"{PaymentOptions.Section}:{key} must begin with http:// or https://.");
        }
    }
}
