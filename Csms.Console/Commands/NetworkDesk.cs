using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Networks;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs give stations network connection profiles and raise their security profile: allowed, done, in the audit log.</summary>
internal sealed class NetworkDesk(StationCommands commands, NetworkBook book, ProfileRaises raises, IAuditLog audit)
{
    /// <summary>The permission that all of it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("SetNetworkProfile");

    /// <summary>Interfaces of a version (OCPPInterfaceEnumType).</summary>
    public static IReadOnlyList<string> Interfaces(string? version) => version == "2.0.1" ? _interfaces : [.. _interfaces, "Any"];

    private static readonly string[] _interfaces = ["Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3"];

    /// <summary>An address that a station can be given.</summary>
    public static bool IsUrl(string? url) => url is { Length: > 0 and <= 512 } && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "ws" or "wss" && parsed.Host.Length > 0;

    /// <summary>What is known of a station's ways.</summary>
    public Task<NetworkView> OfAsync(StationState station, CancellationToken cancellation) => book.OfAsync(station, cancellation);

    /// <summary>Writes a profile into a slot of the station.</summary>
    public async Task<StationCommand> PutAsync(AccessScope scope, StationState station, NetworkWish wish, CancellationToken cancellation)
    {
        Demand(scope, station);
        var connection = new JsonObject
        {
            ["ocppInterface"] = wish.Interface, ["ocppTransport"] = "JSON", ["messageTimeout"] = wish.MessageTimeout, ["ocppCsmsUrl"] = wish.Url, ["securityProfile"] = wish.SecurityProfile,
        };
        if (station.OcppVersion == "2.0.1") connection["ocppVersion"] = "OCPP20"; // required there, and the word that stands for 2.0.1
        else
        {
            if (wish.Identity is { Length: > 0 } identity) connection["identity"] = identity;
            if (wish.Password is { Length: > 0 } password) connection["basicAuthPassword"] = password;
        }

        if (wish.Apn is { } apn) connection["apn"] = Access(apn);
        if (wish.Vpn is { } vpn)
        {
            connection["vpn"] = new JsonObject { ["server"] = vpn.Server, ["user"] = vpn.User, ["password"] = vpn.Password, ["key"] = vpn.Key, ["type"] = vpn.Type };
            if (vpn.Group is { Length: > 0 } group) connection["vpn"]!["group"] = group;
        }

        var command = await SendAsync(scope, station, "SetNetworkProfile", new JsonObject { ["configurationSlot"] = wish.Slot, ["connectionData"] = connection }, cancellation);
        await audit.WriteAsync(scope.Actor, "station.network.profile", "station", station.Id.Value, null,
            new { wish.Slot, wish.Url, wish.SecurityProfile, wish.Interface, wish.MessageTimeout, wish.Identity, Apn = wish.Apn?.Name, VpnServer = wish.Vpn?.Server, HasPassword = wish.Password is { Length: > 0 }, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    /// <summary>Sets the order in which the station tries its slots; it counts after its next start.</summary>
    public async Task<StationCommand> ReorderAsync(AccessScope scope, StationState station, IReadOnlyList<int> order, CancellationToken cancellation)
    {
        Demand(scope, station);
        var body = new JsonObject
        {
            ["setVariableData"] = new JsonArray(new JsonObject
            {
                ["component"] = new JsonObject { ["name"] = "OCPPCommCtrlr" }, ["variable"] = new JsonObject { ["name"] = "NetworkConfigurationPriority" }, ["attributeValue"] = string.Join(',', order),
            }),
        };
        var command = await SendAsync(scope, station, "SetVariables", body, cancellation);
        await audit.WriteAsync(scope.Actor, "station.network.order", "station", station.Id.Value, null, new { Order = order, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    /// <summary>What a raise would do, and what is in its way.</summary>
    public Task<RaisePlan> LookAsync(AccessScope scope, StationState station, RaiseWish wish, CancellationToken cancellation)
    {
        Demand(scope, station);
        return raises.LookAsync(station, wish, cancellation);
    }

    /// <summary>Raises the security profile.</summary>
    public async Task<(ProfileRaise? Raise, RaisePlan Plan)> RaiseAsync(AccessScope scope, StationState station, RaiseWish wish, CancellationToken cancellation)
    {
        Demand(scope, station);
        var (raise, plan) = await raises.BeginAsync(station, wish, cancellation);
        if (raise is not null) await audit.WriteAsync(scope.Actor, "station.profile.raise", "station", station.Id.Value, new { SecurityProfile = raise.From }, new { raise.Target, raise.Url, raise.Slot, raise.Until, raise.State, raise.Fault, raise.Answer }, cancellationToken: CancellationToken.None);
        return (raise, plan);
    }

    private static JsonObject Access(NetworkApn apn)
    {
        var access = new JsonObject { ["apn"] = apn.Name, ["apnAuthentication"] = apn.Authentication };
        if (apn.User is { Length: > 0 } user) access["apnUserName"] = user;
        if (apn.Password is { Length: > 0 } secret) access["apnPassword"] = secret;
        if (apn.SimPin is { } pin) access["simPin"] = pin;
        if (apn.PreferredNetwork is { Length: > 0 } network) access["preferredNetwork"] = network;
        if (apn.OnlyPreferred is { } only) access["useOnlyPreferredNetwork"] = only;
        return access;
    }

    private static void Demand(AccessScope scope, StationState station)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to change how stations connect");
    }

    private Task<StationCommand> SendAsync(AccessScope scope, StationState station, string action, JsonObject body, CancellationToken cancellation) =>
        commands.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
}
