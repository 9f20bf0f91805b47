using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Vendors;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Stations.Vendors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Vendors;

/// <summary>What vendors mean: their fault codes, and their DataTransfer messages.</summary>
internal static class VendorEndpoints
{
    public static void MapVendors(this IEndpointRouteBuilder api)
    {
        var faults = api.MapGroup("/fault-codes").WithTags("Vendors");
        faults.MapGet("", Faults).RequireAuthorization(Permissions.StationsRead).WithName("listFaultCodes").WithSummary("Fault codes of vendors in plain words: those entered by people, then those that come with the program.").TakesPage();
        faults.MapPut("/{vendor}/{code}", PutFaultAsync).RequireAuthorization(Permissions.SettingsManage).TakesBody<FaultCodeBody>().WithName("putFaultCode").WithSummary("Enters what a fault code means.").ProducesProblem(400);
        faults.MapDelete("/{vendor}/{code}", DeleteFaultAsync).RequireAuthorization(Permissions.SettingsManage).WithName("deleteFaultCode").WithSummary("Removes a meaning that was entered.").ProducesProblem(404);

        var transfers = api.MapGroup("/transfer-messages").WithTags("Vendors");
        transfers.MapGet("", Transfers).RequireAuthorization(Permissions.StationsRead).WithName("listTransferMessages").WithSummary("DataTransfer messages of vendors whose data is known.").TakesPage();
        transfers.MapPut("/{vendorId}", PutTransferAsync).RequireAuthorization(Permissions.SettingsManage).TakesBody<TransferMessageBody>().Takes("messageId", "Which of the vendor's messages; absent: the vendor uses none.")
            .WithName("putTransferMessage").WithSummary("Enters what may stand in a vendor's message. From then on what stations send of it is judged by it.").ProducesProblem(400);
        transfers.MapDelete("/{vendorId}", DeleteTransferAsync).RequireAuthorization(Permissions.SettingsManage).Takes("messageId", "Which of the vendor's messages.").WithName("deleteTransferMessage")
            .WithSummary("Removes a message; it is unknown from then on.").ProducesProblem(404);
        api.MapGet("/transfer-counts", Counted).WithTags("Vendors").RequireAuthorization(Permissions.SettingsManage).WithName("listTransferCounts").WithSummary("How often each DataTransfer message came, and what was answered; the last that came first.").TakesPage();
    }

    private static Results<Ok<Page<FaultCodeView>>, ProblemHttpResult> Faults(ApiQuery query, FaultLibrary library)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<FaultCodeView>.From([.. library.Own.Select(FaultCodeView.Of), .. FaultLibrary.Known.Select(FaultCodeView.Of)], skip, limit, code => code));
    }

    private static async Task<Results<Ok<FaultCodeView>, Created<FaultCodeView>, ProblemHttpResult>> PutFaultAsync(string vendor, string code, JsonBody body, AccessScope scope, VendorDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var meaning = reader.Text("meaning", OwnFaultCode.LongestMeaning, nullable: false);
        if (!meaning.Is) reader.Fault("meaning", $"1 to {OwnFaultCode.LongestMeaning} characters are needed.");
        Name(reader, "vendor", vendor, OwnFaultCode.LongestVendor);
        Name(reader, "code", code, OwnFaultCode.LongestCode);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await desk.PutAsync(scope, vendor, code, meaning.Value!, cancellation) is not var (saved, isNew) ? Problem.Forbidden(Permissions.SettingsManage)
            : isNew ? TypedResults.Created($"/api/v1/fault-codes/{Uri.EscapeDataString(vendor)}/{Uri.EscapeDataString(code)}", FaultCodeView.Of(saved))
            : TypedResults.Ok(FaultCodeView.Of(saved));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteFaultAsync(string vendor, string code, AccessScope scope, VendorDesk desk, CancellationToken cancellation) =>
        await desk.DeleteFaultCodeAsync(scope, vendor, code, cancellation) switch
        {
            true => TypedResults.NoContent(),
            false => Problem.NotFound("fault code", $"{vendor} {code}"),
            null => Problem.Forbidden(Permissions.SettingsManage),
        };

    private static Results<Ok<Page<TransferMessageView>>, ProblemHttpResult> Transfers(ApiQuery query, TransferDirectory transfers)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<TransferMessageView>.From(transfers.All, skip, limit, TransferMessageView.Of));
    }

    private static async Task<Results<Ok<TransferMessageView>, Created<TransferMessageView>, ProblemHttpResult>> PutTransferAsync(
        string vendorId, ApiQuery query, JsonBody body, AccessScope scope, VendorDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var message = query.Text("messageId") ?? "";
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        Name(reader, "vendorId", vendorId, TransferMessage.LongestVendor);
        if (message.Length > 0) Name(reader, "messageId", message, TransferMessage.LongestMessage);
        TransferSchema? schema = null;
        if (!body.Root.TryGetProperty("schema", out var given)) reader.Fault("schema", "A JSON schema is needed.");
        else if (given.GetRawText() is var text && text.Length > TransferSchema.Longest) reader.Fault("schema", $"At most {TransferSchema.Longest} characters.");
        else if ((schema = TransferSchema.Read(text, out var fault)) is null) reader.Fault("schema", Say(fault!));
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await desk.PutAsync(scope, vendorId, message, schema!, cancellation) is not var (saved, isNew) ? Problem.Forbidden(Permissions.SettingsManage)
            : isNew ? TypedResults.Created($"/api/v1/transfer-messages/{Uri.EscapeDataString(vendorId)}?messageId={Uri.EscapeDataString(message)}", TransferMessageView.Of(saved))
            : TypedResults.Ok(TransferMessageView.Of(saved));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteTransferAsync(string vendorId, ApiQuery query, AccessScope scope, VendorDesk desk, CancellationToken cancellation)
    {
        var message = query.Text("messageId") ?? "";
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return await desk.DeleteTransferAsync(scope, vendorId, message, cancellation) switch
        {
            true => TypedResults.NoContent(),
            false => Problem.NotFound("transfer message", $"{vendorId} {message}".TrimEnd()),
            null => Problem.Forbidden(Permissions.SettingsManage),
        };
    }

    private static Results<Ok<Page<TransferCountView>>, ProblemHttpResult> Counted(ApiQuery query, AccessScope scope, TransferCounts counts)
    {
        if (!VendorDesk.May(scope)) return Problem.Forbidden(Permissions.SettingsManage); // they name stations of every site
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<TransferCountView>.From(counts.All, skip, limit, TransferCountView.Of));
    }

    private static void Name(BodyReader reader, string member, string text, int most)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most || text.Any(char.IsControl)) reader.Fault(member, $"1 to {most} characters without control characters are needed.");
    }

    private static string Say(SchemaFault fault) => fault.Kind switch
    {
        SchemaFaultKind.NotJson => "It is no JSON.",
        SchemaFaultKind.NotAnObject => $"{Place(fault)} must be an object.",
        SchemaFaultKind.NotOfAnObject => "The type at the top must be \"object\".",
        SchemaFaultKind.UnknownKeyword => $"{Place(fault)}: the keyword {fault.Word} is not checked here.",
        SchemaFaultKind.WrongValue => $"{Place(fault)} has a value that it can't have: {fault.Word}.",
        SchemaFaultKind.TooLarge => $"{Place(fault)} has more than is taken: 64 members in an object, 8 levels.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "no fault of a schema"),
    };

    private static string Place(SchemaFault fault) => fault.Path.Length == 0 ? "The schema" : fault.Path;
}
