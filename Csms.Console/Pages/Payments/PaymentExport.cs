using System.Runtime.CompilerServices;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Engine.Payments;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Payments;

/// <summary>`/payments/export.csv`: the filtered list as a file, written as it is read. It names companies, so it is audited.</summary>
internal static class PaymentExport
{
    private const int PageSize = 500;

    public static void MapPaymentExport(this IEndpointRouteBuilder routes) => routes.MapGet("/payments/export.csv", WriteAsync).RequireAuthorization(Permissions.PaymentsRead).ExcludeFromDescription();

    private static IReadOnlyList<CsvColumn<Settlement>> Columns(TimeZoneInfo zone) =>
    [
        new("id", payment => payment.Id),
        new("station", payment => payment.Station.Value),
        new("session", payment => payment.Session?.Value),
        new("transaction", payment => payment.TransactionId),
        new("psp_ref", payment => payment.PspRef),
        new("status", payment => payment.Status.ToString()),
        new("status_info", payment => payment.StatusInfo),
        new("amount", payment => payment.Amount),
        new("currency", payment => payment.Currency),
        new("settled_at", payment => CsvCell.Of(payment.At, zone)),
        new("received_at", payment => CsvCell.Of(payment.ReceivedAt, zone)),
        new("receipt_id", payment => payment.ReceiptId),
        new("receipt_url", payment => payment.ReceiptUrl),
        new("vat_number", payment => payment.VatNumber),
        new("vat_company", payment => payment.Company?.Name),
        new("doubts", payment => string.Join(' ', payment.Doubts)),
    ];

    private static async Task WriteAsync(
        HttpContext context, AccessScope scope, SettlementBook book, Formats formats, IAuditLog audit, string? q, string? view, string? status, string? station, string? from, string? to)
    {
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        await audit.WriteAsync(scope.Actor, "payment.export", "payment", "*", null, new { query = context.Request.QueryString.Value }, null, context.RequestAborted);
        var query = PaymentFilter.Read(q, view, status, station, from, to).Query(scope, formats.Zone);
        await Csv.WriteAsync(context, "payments", Columns(formats.Zone), AllAsync(book, query, context.RequestAborted));
    }

    private static async IAsyncEnumerable<Settlement> AllAsync(SettlementBook book, SettlementQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (ListPlace? after = null; ;)
        {
            var page = await book.ListAsync(query with { After = after, Limit = PageSize }, cancellation);
            foreach (var payment in page) yield return payment;
            if (page.Count < PageSize) yield break;
            after = new ListPlace(page[^1].At, page[^1].Id);
        }
    }
}
