using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Payments;

/// <summary>Payments in the navigation, and their download.</summary>
internal static class PaymentsSetup
{
    public static IServiceCollection AddPaymentPages(this IServiceCollection services) =>
        services.AddNavEntry<PaymentTexts>("payments", NavGroup.Sell, 40, PaymentLinks.List, "billing", Permissions.PaymentsRead);

    public static void MapPaymentPages(this IEndpointRouteBuilder routes) => routes.MapPaymentExport();
}
