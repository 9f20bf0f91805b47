using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Certificates;

/// <summary>Certificates with which a station may not connect any more.</summary>
internal static class RevocationEndpoints
{
    public static void MapRevocations(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}/certificates").RequireAuthorization(Permissions.StationsRead).WithTags("Certificates");
        station.MapGet("/revoked", List).WithName("listRevokedCertificates").WithSummary("Certificates with which the station may not connect any more, the last first.").TakesPage().ProducesProblem(404);
        station.MapPost("/revoke", RevokeAsync).TakesBody<RevokeBody>().WithName("revokeCertificate").WithSummary("Revokes a certificate of the station, whoever issued it.")
            .WithDescription("Its connection is closed, and the certificate is refused at the handshake (401) from then on. Already revoked: as it was.")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        station.MapDelete("/revoked/{fingerprint}", AllowAsync).WithName("allowRevokedCertificate").WithSummary("Accepts a revoked certificate again.").ProducesProblem(403).ProducesProblem(404);
    }

    private static Results<Ok<Page<RevokedView>>, ProblemHttpResult> List(string id, ApiQuery query, AccessScope scope, StationDirectory stations, RevokedCertificates revoked)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<RevokedView>.From(revoked.Of(station.Id), skip, limit, RevokedView.Of));
    }

    private static async Task<Results<Ok<RevokedView>, ProblemHttpResult>> RevokeAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, CertificateDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var fingerprint = reader.Text("fingerprint", 64);
        var reason = reader.Text("reason", RevokedCertificates.MaxReason, nullable: false);
        if (string.IsNullOrWhiteSpace(reason.Value) && reader.Faults.Count == 0) reader.Fault("reason", "A reason is needed.");
        var pem = InstalledEndpoints.Pem(body, reader);
        if (pem is not null && fingerprint.Value is not null) reader.Fault("certificate", "Either this or the fingerprint.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (pem is not null)
        {
            var (told, fault) = desk.Read(scope, station, pem);
            if (told is not null) return TypedResults.Ok(RevokedView.Of(await desk.RevokeAsync(scope, station, told, reason.Value!.Trim(), cancellation)));
            reader.Fault("certificate", fault!);
            return Problem.Invalid(reader.Faults);
        }

        if (desk.Find(station, fingerprint.Value) is { } certificate) return TypedResults.Ok(RevokedView.Of(await desk.RevokeAsync(scope, station, certificate, reason.Value!.Trim(), cancellation)));
        if (fingerprint.Value is null) return Problem.Conflict("No certificate", "The station has never connected with a certificate.");
        reader.Fault("fingerprint", "No certificate of the station is known by this fingerprint.");
        return Problem.Invalid(reader.Faults);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AllowAsync(
        string id, string fingerprint, AccessScope scope, StationDirectory stations, RevokedCertificates revoked, CertificateDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is not { } station) return refusal!;
        return revoked.Find(fingerprint) is { } certificate && await desk.AllowAsync(scope, station, certificate, cancellation)
            ? TypedResults.NoContent() : Problem.NotFound("revoked certificate", fingerprint);
    }
}
