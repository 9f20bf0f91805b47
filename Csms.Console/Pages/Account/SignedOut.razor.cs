using System.Security.Cryptography;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;

namespace Csms.Console.Pages.Account;

/// <summary>Signed out here; leads on to where the session at the provider ends.</summary>
public sealed partial class SignedOut
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private string? _address;

    [Inject] private IDataProtectionProvider Protection { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;

    [SupplyParameterFromQuery] private string? To { get; set; }

    /// <summary>The address of this page; where it leads is sealed, so that nobody makes it lead elsewhere.</summary>
    internal static string Of(IDataProtectionProvider protection, string address) => $"/signed-out?to={Uri.EscapeDataString(Seal(protection).Protect(address, _patience))}";

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (string.IsNullOrEmpty(To)) return;
        try
        {
            _address = Seal(Protection).Unprotect(To);
        }
        catch (CryptographicException)
        {
            // Too old or not ours: the person is signed out here, and that is what the page says.
        }
    }

    private static ITimeLimitedDataProtector Seal(IDataProtectionProvider protection) => protection.CreateProtector("Csms.SignedOut.v1").ToTimeLimitedDataProtector();
}
