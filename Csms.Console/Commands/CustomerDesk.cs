using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Customers;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>
/// The one way in which people and programs have stations report and clear a customer's data by their own page or address: allowed, sent, in the audit log.
/// The audit log never names the customer: what it holds stays.
/// </summary>
internal sealed class CustomerDesk(StationCommands commands, CustomerRequests requests, IAuditLog audit)
{
    /// <summary>Whether somebody may see what stations tell of customers there: personal data.</summary>
    public static bool MayRead(AccessScope scope, StationState station) => scope.Can(Permissions.TokensRead, station.Profile.SiteId);

    /// <summary>Whether somebody may ask for it.</summary>
    public static bool MayAsk(AccessScope scope, StationState station) => MayRead(scope, station) && scope.Can(CommandPermissions.Of("CustomerInformation"), station.Profile.SiteId);

    /// <summary>Asks a station (2.x CustomerInformation). The wish has no faults.</summary>
    public async Task<StationCommand> AskAsync(AccessScope scope, StationState station, CustomerWish wish, CancellationToken cancellation)
    {
        if (!MayAsk(scope, station)) throw new InvalidOperationException("no permission to ask for customers' data");
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "CustomerInformation", JsonSerializer.SerializeToElement(wish.Body()), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, "station.customer.ask", "station", station.Id.Value,
            after: new { wish.Report, wish.Clear, By = wish.IdToken is not null ? "idToken" : wish.Certificate is not null ? "customerCertificate" : "customerIdentifier", CommandId = command.Id, command.Stage, command.Status, command.OcppError },
            cancellationToken: CancellationToken.None);
        return command;
    }

    /// <summary>What a station has sent for a request; null: there is no such request.</summary>
    public async Task<CustomerReport?> ReadAsync(AccessScope scope, StationState station, int requestId, CancellationToken cancellation)
    {
        if (!MayRead(scope, station) || await requests.ReportAsync(station, requestId, cancellation) is not { } report) return null;
        await audit.WriteAsync(scope.Actor, "station.customer.read", "station", station.Id.Value, after: new { RequestId = requestId, report.Parts, report.IsComplete }, cancellationToken: cancellation);
        return report;
    }

    /// <summary>Removes what is kept of a request now.</summary>
    /// <returns>False: there is no such request, or it is under way.</returns>
    public async Task<bool> RemoveAsync(AccessScope scope, StationState station, int requestId, CancellationToken cancellation)
    {
        if (!MayAsk(scope, station) || !await requests.RemoveAsync(station, requestId, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "station.customer.remove", "station", station.Id.Value, after: new { RequestId = requestId }, cancellationToken: CancellationToken.None);
        return true;
    }
}
