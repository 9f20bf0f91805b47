namespace Csms.Console.Pages.Certificates;

/// <summary>Composition of the tab Certificates and security.</summary>
internal static class CertificatePagesSetup
{
    public static IServiceCollection AddCertificatePages(this IServiceCollection services) => services.AddScoped<PasswordChanger>().AddSingleton<CertificateExpiry>();
}
