using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
using Csms.Engine.Incidents;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Certificates;

/// <summary>Certificates that stations hold and connect with; roots that are kept for them; those that end soon.</summary>
internal static class InstalledEndpoints
{
    public static void MapInstalled(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}/certificates").RequireAuthorization(Permissions.StationsRead).WithTags("Certificates");
        station.MapGet("", Get).WithName("getStationCertificates").WithSummary("The certificate that a station connects with, and those that it holds, as far as told or accepted.").ProducesProblem(404);
        station.MapPost("/read", ReadAsync).WithName("readStationCertificates").WithSummary("Has the station tell which certificates it holds.")
            .WithDescription("Any answer of the station is 200.").ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        station.MapPost("", InstallAsync).TakesBody<InstallBody>().WithName("installCertificate").WithSummary("Gives the station a root certificate.")
            .WithDescription("Checked first: one certificate of an authority, not expired, not too long for the station's OCPP version. Any answer of the station is 200.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        station.MapPost("/delete", DeleteAsync).TakesBody<DeleteCertificateBody>().WithName("deleteCertificate").WithSummary("Has the station delete a certificate.")
            .WithDescription("409 without confirmed when the station's connection depends on it. Any answer of the station is 200.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);

        var roots = api.MapGroup("/certificates/roots").RequireAuthorization(Permissions.StationsRead).WithTags("Certificates");
        roots.MapGet("", Roots).WithName("listRootCertificates").WithSummary("Root certificates that are kept to be installed in stations.").TakesPage();
        roots.MapPost("", KeepAsync).RequireAuthorization(CertificateDesk.Permission).TakesBody<RootBody>().WithName("addRootCertificate").WithSummary("Keeps a root certificate; the same one is kept once.").ProducesProblem(400).ProducesProblem(403);
        roots.MapDelete("/{root:guid}", ForgetAsync).RequireAuthorization(CertificateDesk.Permission).WithName("deleteRootCertificate").WithSummary("Keeps it no longer; stations that have it are left alone.").ProducesProblem(403).ProducesProblem(404);

        api.MapGet("/certificates/expiring", Expiring).RequireAuthorization(Permissions.StationsRead).WithTags("Certificates").WithName("listExpiringCertificates")
            .WithSummary("Certificates with which stations connect, and the host's own, that end soon or have ended; the first to end first.")
            .Takes("days", "Within how many days; the threshold of the incident rule when nothing is said.").TakesPage();
    }

    private static Results<Ok<StationCertificatesView>, ProblemHttpResult> Get(string id, AccessScope scope, StationDirectory stations, InstalledBook book, RootCertificates roots, ClientCertificates clients)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (shown, state) = (clients.Find(station.Id), book.Find(station.Id));
        return TypedResults.Ok(new StationCertificatesView(CertificateView.Of(shown?.Facts), shown?.SeenAt, state.ReadAt,
        [
            .. state.Held.Select(each => new InstalledView(each.Use, HashView.Of(each.Hash), [.. each.Children.Select(HashView.Of)],
                roots.All.FirstOrDefault(root => root.Use == each.Use && root.Hash?.Names(each.Hash) == true)?.Id, clients.DependsOn(station, each))),
        ]));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ReadAsync(string id, AccessScope scope, StationDirectory stations, CertificateDesk desk, CancellationToken cancellation) =>
        scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is { } station ? CommandResults.Of(await desk.ReadAsync(scope, station, cancellation)) : refusal!;

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> InstallAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, RootCertificates roots, CertificateDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var use = reader.Word("certificateType", InstallCheck.Uses);
        var pem = Pem(body, reader);
        var rootId = reader.Text("rootId", 36);
        var root = rootId.Value is { } text && Guid.TryParse(text, out var number) ? roots.Find(number) : null;
        if (rootId.Value is not null && root is null) reader.Fault("rootId", "There is no such root certificate.");
        if (root is null && !use.Is) reader.Fault("certificateType", $"One of: {string.Join(", ", InstallCheck.UsesOf(station.OcppVersion))}.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var (command, fault) = await desk.InstallAsync(scope, station, root?.Use ?? use.Value!, root?.Pem ?? pem, cancellation);
        return command is not null ? CommandResults.Of(command) : Problem.Invalid(FaultOf(fault!.Value, reader));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> DeleteAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, CertificateDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CertificateDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var confirmed = reader.Flag("confirmed");
        var hash = Hash(body);
        if (hash is null) reader.Fault("certificateHashData", "hashAlgorithm (SHA256, SHA384, SHA512), issuerNameHash, issuerKeyHash and serialNumber are needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await desk.DeleteAsync(scope, station, hash!, confirmed.Value, cancellation) is { } command
            ? CommandResults.Of(command)
            : Problem.Conflict("The connection depends on it", "The station believes this host by this certificate. Without it the station may not connect again; confirmed says that this is meant.");
    }

    private static Results<Ok<Page<RootView>>, ProblemHttpResult> Roots(ApiQuery query, RootCertificates roots)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<RootView>.From(roots.All, skip, limit, RootView.Of));
    }

    private static async Task<Results<Ok<RootView>, ProblemHttpResult>> KeepAsync(JsonBody body, AccessScope scope, CertificateDesk desk, CancellationToken cancellation)
    {
        if (!CertificateDesk.MayKeepRoots(scope)) return Problem.Forbidden(CertificateDesk.Permission);
        var reader = new BodyReader(body);
        var use = reader.Word("certificateType", InstallCheck.Uses);
        var pem = Pem(body, reader);
        if (!use.Is) reader.Fault("certificateType", $"One of: {string.Join(", ", InstallCheck.Uses)}.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var (root, fault) = await desk.KeepAsync(scope, use.Value!, pem, cancellation);
        return root is not null ? TypedResults.Ok(RootView.Of(root)) : Problem.Invalid(FaultOf(fault!.Value, reader));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetAsync(Guid root, AccessScope scope, RootCertificates roots, CertificateDesk desk, CancellationToken cancellation)
    {
        if (!CertificateDesk.MayKeepRoots(scope)) return Problem.Forbidden(CertificateDesk.Permission);
        return roots.Find(root) is { } kept && await desk.ForgetAsync(scope, kept, cancellation) ? TypedResults.NoContent() : Problem.NotFound("root certificate", root.ToString());
    }

    private static Results<Ok<Page<ExpiringView>>, ProblemHttpResult> Expiring(ApiQuery query, AccessScope scope, LiveBoard board, ClientCertificates clients, IncidentSettings settings, TimeProvider time)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        var days = query.Integer("days", 0, 3650) ?? settings.Current.CertificateDays;
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var end = time.GetUtcNow().AddDays(days);
        var soon = board.Stations(scope.Live()).Where(station => clients.EndsBefore(station.Id, end)).Select(station => new ExpiringView(station.Id.Value, CertificateView.Of(clients.Find(station.Id)!.Facts)!)).ToList();
        if (scope.Sites(Permissions.StationsRead).All && clients.Host is { } host && host.NotAfter < end) soon.Add(new ExpiringView(null, CertificateView.Of(host)!));
        return TypedResults.Ok(Page<ExpiringView>.From([.. soon.OrderBy(each => each.Certificate.NotAfter)], skip, limit, each => each));
    }

    /// <summary>PEM has line feeds, which other texts may not have.</summary>
    internal static string? Pem(JsonBody body, BodyReader reader)
    {
        if (!body.Root.TryGetProperty("certificate", out var member) || member.ValueKind == System.Text.Json.JsonValueKind.Null) return null;
        if (member.ValueKind == System.Text.Json.JsonValueKind.String) return member.GetString();
        reader.Fault("certificate", "This must be a text.");
        return null;
    }

    private static CertificateHash? Hash(JsonBody body)
    {
        if (!body.Root.TryGetProperty("certificateHashData", out var data) || data.ValueKind != System.Text.Json.JsonValueKind.Object) return null;
        string? Text(string member) => data.TryGetProperty(member, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString() : null;
        return Text("hashAlgorithm") is "SHA256" or "SHA384" or "SHA512" && Text("issuerNameHash") is { Length: > 0 and <= 128 } name && Text("issuerKeyHash") is { Length: > 0 and <= 128 } key && Text("serialNumber") is { Length: > 0 and <= 40 } number
            ? new CertificateHash(Text("hashAlgorithm")!, name, key, number) : null;
    }

    private static IDictionary<string, string[]> FaultOf(InstallFault fault, BodyReader reader)
    {
        reader.Fault(InstallWords.Member(fault), InstallWords.Of(fault));
        return reader.Faults;
    }
}
