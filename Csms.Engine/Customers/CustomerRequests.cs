using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Reports;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Customers;

/// <summary>
/// What stations were asked of customers and have sent (OCPP 2.1 part 2, N09 and N10): read from the commands and the raw log, where it stands for a short
/// time only.
/// </summary>
public sealed class CustomerRequests
{
    private const int MostLooked = 500;

    private readonly CustomerStore _store;
    private readonly RequestReader _requests;
    private readonly CustomerDataKeeper _keeper;
    private readonly TimeSpan _keep;

    internal CustomerRequests(CustomerStore store, RequestReader requests, CustomerDataKeeper keeper, IOptions<CustomerOptions> options) =>
        (_store, _requests, _keeper, _keep) = (store, requests, keeper, TimeSpan.FromMinutes(options.Value.KeepMinutes));

    /// <summary>A part of a report came, or something was removed. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed
    {
        add => _keeper.Changed += value;
        remove => _keeper.Changed -= value;
    }

    /// <summary>For how long a customer's data stay with us.</summary>
    public TimeSpan Keep => _keep;

    /// <summary>The requests to a station, newest first.</summary>
    public async Task<IReadOnlyList<CustomerRequest>> ListAsync(StationState station, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        return
        [
            .. (await _store.ListAsync(station.Key, station.Id, limit, cancellation)).Select(request => request with { RemovedAt = request.Subject == CustomerSubject.Removed ? null : request.RemovedAt + _keep }),
        ];
    }

    /// <summary>What a station has sent for a request so far; null: there is no such request.</summary>
    public async Task<CustomerReport?> ReportAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        if (await _requests.FindAsync(station, requestId, cancellation) is not { Action: CustomerMask.Asked } progress) return null;
        var parts = progress.Items.Select(item => ((string?)item["data"], IsRemoved: CustomerMask.IsMasked(item))).ToList();
        return new CustomerReport(
            parts.Exists(part => part.IsRemoved) ? null : string.Concat(parts.Select(part => part.Item1)), parts.Count, progress.IsComplete, [.. progress.Missing], progress.IsCut);
    }

    /// <summary>Removes what is kept of a request now.</summary>
    /// <returns>False: there is no such request, or it is under way.</returns>
    public async Task<bool> RemoveAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        var requests = await _store.ListAsync(station.Key, station.Id, MostLooked, cancellation);
        if (requests.FirstOrDefault(request => request.RequestId == requestId) is not { Stage: not (CommandStage.Queued or CommandStage.Sent) } found) return false;
        await _store.RemoveAsync(station.Key, found, cancellation);
        _keeper.Tell(station.Id);
        return true;
    }
}
