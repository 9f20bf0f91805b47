using System.Globalization;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Customers;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Customers;

/// <summary>`/api/v1/stations/{id}/customer-information`: what stations hold of customers, reported and cleared. Personal data: tokens.read besides.</summary>
internal static class CustomerEndpoints
{
    private const int MostRequests = 200;

    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations/{id}/customer-information").RequireAuthorization(Permissions.TokensRead).WithTags("Customers");
        group.MapGet("", ListAsync).WithName("listCustomerRequests").WithSummary("What a station was asked of customers, newest first.").TakesPage().ProducesProblem(404);
        group.MapPost("", AskAsync).RequireAuthorization(CommandPermissions.Of("CustomerInformation")).TakesBody<CustomerBody>().WithName("askForCustomer").WithSummary("Has the station report or clear what it holds of a customer (CustomerInformation).")
            .WithDescription("The request and its report are removed, also out of the raw log, Csms:CustomerData:KeepMinutes after they came; at once where the station is only to clear. Any answer of the station is 200.")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        group.MapGet("/{requestId:int}", ReadAsync).WithName("getCustomerReport").WithSummary("What the station has sent for a request so far, its parts put together.").ProducesProblem(404);
        group.MapDelete("/{requestId:int}", RemoveAsync).RequireAuthorization(CommandPermissions.Of("CustomerInformation")).WithName("removeCustomerReport")
            .WithSummary("Removes the customer from a request and its report now, also in the raw log.").ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<CustomerRequestView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, CustomerRequests requests, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.TokensRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<CustomerRequestView>.From(await requests.ListAsync(station, MostRequests, cancellation), skip, limit, CustomerRequestView.Of));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> AskAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, TokenDirectory tokens, CustomerDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.TokensRead, out var refusal) is not { } station) return refusal!;
        if (!CustomerDesk.MayAsk(scope, station)) return Problem.Forbidden(CommandPermissions.Of("CustomerInformation"));
        var reader = new BodyReader(body);
        var (token, type, identifier) = (reader.Text("idToken", 255), reader.Word("idTokenType", TokenRules.Types), reader.Text("customerIdentifier", 64));
        var (algorithm, name, key, serial) = (reader.Text("hashAlgorithm", 6), reader.Text("issuerNameHash", 128), reader.Text("issuerKeyHash", 128), reader.Text("serialNumber", 40));
        var (report, clear) = (reader.Flag("report"), reader.Flag("clear"));
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var hash = algorithm.Is || name.Is || key.Is || serial.Is ? new CertificateHash(algorithm.Value ?? "", name.Value ?? "", key.Value ?? "", serial.Value ?? "") : null;
        var wish = new CustomerWish(token.Value, type.Value ?? (token.Value is { } known ? tokens.Find(known)?.Type : null), identifier.Value, hash, report.Value, clear.Value);
        foreach (var (member, fault) in wish.Faults(station.OcppVersion)) reader.Fault(member, Say(fault));
        return reader.Faults.Count > 0 ? Problem.Invalid(reader.Faults) : CommandResults.Of(await desk.AskAsync(scope, station, wish, cancellation));
    }

    private static async Task<Results<Ok<CustomerReportView>, ProblemHttpResult>> ReadAsync(
        string id, int requestId, AccessScope scope, StationDirectory stations, CustomerDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.TokensRead, out var refusal) is not { } station) return refusal!;
        return await desk.ReadAsync(scope, station, requestId, cancellation) is { } report ? TypedResults.Ok(CustomerReportView.Of(report)) : Missing(requestId);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string id, int requestId, AccessScope scope, StationDirectory stations, CustomerDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.TokensRead, out var refusal) is not { } station) return refusal!;
        if (!CustomerDesk.MayAsk(scope, station)) return Problem.Forbidden(CommandPermissions.Of("CustomerInformation"));
        return await desk.RemoveAsync(scope, station, requestId, cancellation) ? TypedResults.NoContent() : Missing(requestId);
    }

    private static string Say(CustomerWishFault fault) => fault switch
    {
        CustomerWishFault.NothingToDo => "report or clear must be true.",
        CustomerWishFault.NotOne => "One of idToken, customerIdentifier and the hash of a certificate is needed.",
        CustomerWishFault.TooLong => "Longer than OCPP has it.",
        _ => "It is needed.",
    };

    private static ProblemHttpResult Missing(int requestId) => Problem.NotFound("request", requestId.ToString(CultureInfo.InvariantCulture));
}
