using System.Text.Json;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Networks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Networks;

/// <summary>`/stations/{id}/network-profiles` and `/stations/{id}/security-profile`: how a station reaches us, and the raise of its security profile.</summary>
internal static class NetworkEndpoints
{
    public static void MapNetworks(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}").WithTags("Security");
        station.MapGet("/network-profiles", ListAsync).RequireAuthorization(Permissions.StationsRead).WithName("listNetworkProfiles")
            .WithSummary("Network connection profiles that a 2.x station has accepted or tells by its device model, and their order.").ProducesProblem(404);
        station.MapPut("/network-profiles/{slot:int}", PutAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<NetworkBody>().WithName("putNetworkProfile")
            .WithSummary("Writes a network connection profile into a slot of the station (SetNetworkProfile).").WithDescription("Any answer of the station is 200. Passwords, keys and PINs go to the station and are not kept.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        station.MapPut("/network-profiles/order", ReorderAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<NetworkOrderBody>().WithName("orderNetworkProfiles")
            .WithSummary("Sets the order in which the station tries its slots (NetworkConfigurationPriority); it counts after its next start.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        station.MapGet("/security-profile", Get).RequireAuthorization(Permissions.StationsRead).WithName("getSecurityProfileRaise").WithSummary("How far the last raise of the station's security profile is.").ProducesProblem(404);
        station.MapPost("/security-profile", RaiseAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<RaiseBody>().WithName("raiseSecurityProfile")
            .WithSummary("Raises the security profile of the station.")
            .WithDescription("The old way counts until the station has booted on the higher profile. 409 with the checks when something is in the way. 200 with the checks for dryRun; 202 when the station has been told.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<NetworksView>, ProblemHttpResult>> ListAsync(string id, AccessScope scope, StationDirectory stations, NetworkDesk desk, CancellationToken cancellation) =>
        scope.Station(stations, id, Permissions.StationsRead, out var refusal) is { } station ? TypedResults.Ok(NetworksView.Of(await desk.OfAsync(station, cancellation))) : refusal!;

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> PutAsync(
        string id, int slot, JsonBody body, AccessScope scope, StationDirectory stations, NetworkDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, NetworkDesk.Permission, out var refusal) is not { } station) return refusal!;
        if (NetworkBodyReader.Read(slot, body, station.OcppVersion, out var faults) is not { } wish) return Problem.Invalid(faults);
        return CommandResults.Of(await desk.PutAsync(scope, station, wish, cancellation));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ReorderAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, NetworkDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, NetworkDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var slots = new List<int>();
        if (body.Root.TryGetProperty("slots", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var element in list.EnumerateArray()) slots.Add(element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var slot) ? slot : 0);
        if (slots.Count is 0 or > 20 || slots.Any(slot => slot < 1) || slots.Distinct().Count() != slots.Count) reader.Fault("slots", "A list of 1 to 20 different slots is needed.");
        return reader.Faults.Count > 0 ? Problem.Invalid(reader.Faults) : CommandResults.Of(await desk.ReorderAsync(scope, station, slots, cancellation));
    }

    private static Results<Ok<RaiseView>, ProblemHttpResult> Get(string id, AccessScope scope, StationDirectory stations, ProfileRaises raises) =>
        scope.Station(stations, id, Permissions.StationsRead, out var refusal) is { } station ? TypedResults.Ok(RaiseView.Of(raises.Find(station.Id))) : refusal!;

    private static async Task<Results<Accepted<RaiseView>, Ok<RaisePlanView>, ProblemHttpResult>> RaiseAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, NetworkDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, NetworkDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var target = reader.Integer("securityProfile", 1, 3);
        if (!target.Is) reader.Fault("securityProfile", "A number from 1 to 3 is needed.");
        var url = reader.Text("url", 512);
        if (url.Value is not null && !NetworkDesk.IsUrl(url.Value)) reader.Fault("url", "An address with ws or wss is needed.");
        var @interface = reader.Word("interface", [.. NetworkDesk.Interfaces(station.OcppVersion)]);
        var minutes = reader.Integer("minutes", (int)ProfileRaises.ShortestPatience.TotalMinutes, (int)ProfileRaises.LongestPatience.TotalMinutes);
        var dryRun = reader.Flag("dryRun");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var wish = new RaiseWish(station.Id, target.Value, url.Value, @interface.Value ?? "Wired0", TimeSpan.FromMinutes(minutes.Or(30)), scope.Actor.Name);
        if (dryRun.Value) return TypedResults.Ok(RaisePlanView.Of(await desk.LookAsync(scope, station, wish, cancellation)));
        var (raise, plan) = await desk.RaiseAsync(scope, station, wish, cancellation);
        return raise is null
            ? Problem.Of(StatusCodes.Status409Conflict, "Something is in the way", "The checks say what.", [new("plan", RaisePlanView.Of(plan))])
            : TypedResults.Accepted($"/api/v1/stations/{id}/security-profile", RaiseView.Of(raise));
    }
}
