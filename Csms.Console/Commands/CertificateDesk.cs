using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs see to the certificates of a station: allowed, done, in the audit log.</summary>
internal sealed class CertificateDesk(StationCommands commands, IAuditLog audit)
{
    /// <summary>What a renewal needs.</summary>
    public static readonly string RenewPermission = Permissions.CommandConfig;

    /// <summary>Uses of certificates that a station can be asked to renew.</summary>
    public static IReadOnlyCollection<string> Renewable { get; } = ["ChargingStationCertificate", "V2GCertificate", "V2G20Certificate"];

    /// <summary>Has a station ask for a new certificate (2.x A02: TriggerMessage, in 1.6 ExtendedTriggerMessage).</summary>
    public async Task<StationCommand> RenewAsync(AccessScope scope, StationState station, string use, CancellationToken cancellation)
    {
        var command = await DoAsync(scope, station, "TriggerMessage", new JsonObject { ["requestedMessage"] = "Sign" + use }, cancellation);
        await audit.WriteAsync(scope.Actor, "station.certificate.renew", "station", station.Id.Value, null,
            new { CertificateType = use, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    private Task<StationCommand> DoAsync(AccessScope scope, StationState station, string action, JsonObject body, CancellationToken cancellation)
    {
        if (!scope.Can(RenewPermission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to change certificates");
        return commands.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
    }
}
