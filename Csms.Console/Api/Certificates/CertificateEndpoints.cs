using System.Text;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Certificates;

/// <summary>Certificates with which stations connect: our authority, what stations asked for, renewal.</summary>
internal static class CertificateEndpoints
{
    private const string Pem = "application/x-pem-file";

    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/certificates/ca/station", Root).RequireAuthorization(Permissions.StationsRead).WithTags("Certificates").WithName("getStationAuthority")
            .WithSummary("The root of our own authority for certificates of stations, PEM.").Produces<string>(200, Pem);
        var station = api.MapGroup("/stations/{id}").WithTags("Certificates");
        station.MapGet("/certificate-requests", List).RequireAuthorization(Permissions.StationsRead).WithName("listCertificateRequests")
            .WithSummary("Certificates that the station asked for, the last first; the newest 20 are kept, and those whose certificate is still valid.").TakesPage().ProducesProblem(404);
        station.MapPost("/certificate-renewal", RenewAsync).RequireAuthorization(Permissions.StationsRead).TakesBody<RenewalBody>().WithName("renewCertificate")
            .WithSummary("Has the station ask for a new certificate.")
            .WithDescription("Any answer of the station is 200. The request comes by itself and stands among the certificate requests; the old certificate counts on.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static FileContentHttpResult Root(StationAuthority authority) =>
        TypedResults.File(Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem() + "\n"), Pem);

    private static Results<Ok<Page<SigningView>>, ProblemHttpResult> List(string id, ApiQuery query, AccessScope scope, StationDirectory stations, CertificateSignings signings)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<SigningView>.From(signings.Of(station.Id), skip, limit, SigningView.Of));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> RenewAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, CertificateDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var use = reader.Word("certificateType", CertificateDesk.Renewable);
        return reader.Faults.Count > 0 ? Problem.Invalid(reader.Faults) : CommandResults.Of(await desk.RenewAsync(scope, station, use.Value ?? CertificateSigning.StationUse, cancellation));
    }
}
