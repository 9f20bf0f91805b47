using System.Collections.Immutable;
using Csms.Engine.Certificates;
using Csms.Engine.Events;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Monitoring;
using Csms.Engine.Payments;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Incidents;

/// <summary>
/// Where incidents are kept: every few seconds all stations are judged by the rules, people's decisions come in between. One step at a time:
/// it is written with its notices in one transaction and is in force when that is committed; when the store does not answer nothing has
/// happened, and the next look finds the same again.
/// </summary>
public sealed partial class IncidentDesk : BackgroundService
{
    private readonly StationRegistry _registry;
    private readonly IncidentWatch _watch;
    private readonly IncidentSettings _settings;
    private readonly IncidentStore _store;
    private readonly ChannelDirectory _channels;
    private readonly NotificationDispatcher _dispatcher;
    private readonly StationCommands _commands;
    private readonly ClientCertificates _certificates;
    private readonly TimeProvider _time;
    private readonly PncHealth _contracts;
    private readonly MonitorBook _monitors;
    private readonly SettlementBook _payments;
    private readonly int _connectorLimit;
    private readonly ILogger<IncidentDesk> _logger;
    private readonly SemaphoreSlim _step = new(1, 1);
    private IncidentLedger _ledger = IncidentLedger.Empty;
    private volatile IReadOnlyList<Incident> _open = [];
    private DateTimeOffset _startedAt;
    private bool _failing;

    internal IncidentDesk(
        StationRegistry registry,
        IncidentWatch watch,
        IncidentSettings settings,
        IncidentStore store,
        ChannelDirectory channels,
        NotificationDispatcher dispatcher,
        StationCommands commands,
        ClientCertificates certificates,
        PncHealth contracts,
        MonitorBook monitors,
        SettlementBook payments,
        int connectorLimit,
        TimeProvider time,
        ILogger<IncidentDesk> logger)
    {
        _registry = registry;
        _watch = watch;
        _settings = settings;
        _store = store;
        _channels = channels;
        _dispatcher = dispatcher;
        _commands = commands;
        _certificates = certificates;
        _contracts = contracts;
        _monitors = monitors;
        _payments = payments;
        _connectorLimit = connectorLimit;
        _time = time;
        _logger = logger;
    }

    /// <summary>Raised, on any thread, when <see cref="Open"/> is another list. Returns at once.</summary>
    public event Action? Changed;

    /// <summary>Incidents that are not over, newest first; immutable.</summary>
    public IReadOnlyList<Incident> Open => _open;

    /// <summary>An incident that is not over, or null.</summary>
    public Incident? Find(long id) => _open.FirstOrDefault(incident => incident.Id == id);

    /// <summary>A person takes notice; null when that is known already or the incident is over.</summary>
    public Task<Incident?> AcknowledgeAsync(long id, string actor, CancellationToken cancellation) =>
        DoAsync(id, (ledger, now) => ledger.Acknowledge(id, actor, now), cancellation);

    /// <summary>Gives it to a person or to nobody (null); null when that is so already or the incident is over.</summary>
    public Task<Incident?> AssignAsync(long id, string? assignee, string actor, CancellationToken cancellation) =>
        DoAsync(id, (ledger, now) => ledger.Assign(id, assignee, actor, now), cancellation);

    /// <summary>Closes it; null when it is over already. It does not open again before its condition has gone.</summary>
    public Task<Incident?> CloseAsync(long id, string actor, string reason, CancellationToken cancellation) =>
        DoAsync(id, (ledger, now) => ledger.Close(id, actor, reason, now), cancellation);

    /// <summary>Adds a person's words to the timeline, also of a closed one. The incident must exist.</summary>
    public async Task CommentAsync(long id, string actor, string text, CancellationToken cancellation)
    {
        var entry = new IncidentEntry { IncidentId = id, At = _time.GetUtcNow(), Kind = IncidentEntryKind.Commented, Actor = actor, Text = text };
        await _step.WaitAsync(cancellation);
        try
        {
            await _store.WriteAsync(new LedgerStep(_ledger, [], [entry], []), [], cancellation);
        }
        finally
        {
            _step.Release();
        }

        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _startedAt = _time.GetUtcNow();
        await _settings.LoadAsync(cancellationToken);
        await _channels.LoadAsync(cancellationToken);
        _ledger = IncidentLedger.Of(await _store.LiveAsync(cancellationToken));
        Publish();
        _commands.Ended += _watch.Commanded;
        _payments.Changed += _watch.Paid;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _commands.Ended -= _watch.Commanded;
        _payments.Changed -= _watch.Paid;
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _step.Dispose();
    }

    /// <summary>Looks at all stations once.</summary>
    internal async Task ScanAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await _step.WaitAsync(cancellation);
        try
        {
            var options = _settings.Current;
            var found = Judge(options, now);
            var fresh = _ledger.Fresh(found);
            var numbers = fresh == 0 ? new Queue<long>() : await _store.NumbersAsync(fresh, cancellation);
            await TakeAsync(_ledger.Apply(found, TimeSpan.FromSeconds(options.SettleSeconds), now, numbers.Dequeue), cancellation);
        }
        finally
        {
            _step.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(_settings.Current.ScanSeconds), _time, stoppingToken);
                try
                {
                    await ScanAsync(_time.GetUtcNow(), stoppingToken);
                    _failing = false;
                }
                catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
                {
                    if (!_failing)
                    {
                        LogStoreAway(exception);
                    }

                    _failing = true;
                }
                catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
                {
                    LogFailed(exception); // a bug of a rule: stations and screens go on, the next look tries again
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the state is in the store
        }
    }

    private async Task<Incident?> DoAsync(long id, Func<IncidentLedger, DateTimeOffset, LedgerStep?> decide, CancellationToken cancellation)
    {
        await _step.WaitAsync(cancellation);
        try
        {
            if (decide(_ledger, _time.GetUtcNow()) is not { } step)
            {
                return null;
            }

            await TakeAsync(step, cancellation);
            return step.Changed.First(incident => incident.Id == id);
        }
        finally
        {
            _step.Release();
        }
    }

    /// <summary>Written first, then in force.</summary>
    private async Task TakeAsync(LedgerStep step, CancellationToken cancellation)
    {
        if (step.IsEmpty)
        {
            return;
        }

        await _store.WriteAsync(step, step.Notices.SelectMany(_channels.For), cancellation);
        _ledger = step.Next;
        Publish();
        if (!step.Notices.IsEmpty)
        {
            _dispatcher.Wake();
        }
    }

    private void Publish()
    {
        _open = [.. _ledger.Open.OrderByDescending(incident => incident.OpenedAt).ThenByDescending(incident => incident.Id)];
        Changed?.Invoke();
    }

    private Findings Judge(IncidentOptions options, DateTimeOffset now)
    {
        var off = options.SwitchedOff;
        ImmutableArray<IStationRule> rules = [.. StationRules.All.Where(rule => !off.Contains(rule.Rule))];
        var found = new Findings(_ledger.Concerned);
        var sites = new Dictionary<string, SiteTally>(StringComparer.Ordinal);
        var view = new StationView { Options = options, Now = now, StartedAt = _startedAt, ConnectorLimit = _connectorLimit };
        foreach (var state in _registry.States)
        {
            if (state.Profile.Registration != RegistrationStatus.Accepted)
            {
                continue;
            }

            view.State = state;
            view.History = _watch.Measure(state, now);
            view.Certificate = _certificates.Find(state.Id)?.Facts;
            view.Alerts = _monitors.Find(state.Id).Alerts;
            foreach (var rule in rules)
            {
                rule.Judge(view, found);
            }

            if (state.Profile.SiteId is { } site)
            {
                if (!sites.TryGetValue(site, out var tally))
                {
                    sites.Add(site, tally = new SiteTally());
                }

                tally.Add(view);
            }
        }

        if (!off.Contains(IncidentRule.CertificateNearExpiry))
        {
            CertificateNearExpiryRule.JudgeHost(_certificates.Host, found, options, now);
        }

        if (!off.Contains(IncidentRule.ContractProviderAway) && _contracts.ProviderUrl is not null)
        {
            ContractProviderRule.Judge(_contracts.Reach, found, options, now);
        }

        if (!off.Contains(IncidentRule.SiteOffline))
        {
            Gather(sites, found, options, now);
        }

        AlertSum.Gather(found, _ledger);
        return found;
    }

    /// <summary>What a whole site has lost is one incident instead of one a station.</summary>
    private void Gather(Dictionary<string, SiteTally> sites, Findings found, IncidentOptions options, DateTimeOffset now)
    {
        var gathered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (site, tally) in sites)
        {
            var open = _ledger.OpenSite(site);
            if (tally.InGrace && open is not null)
            {
                found.Leave(IncidentRule.SiteOffline, IncidentSubject.OfSite(site));
            }
            else if (SiteOfflineRule.Judge(site, tally, open, options, now) is { } outage)
            {
                found.Add(outage);
                gathered.UnionWith(outage.Stations);
            }
        }

        found.Remove(single => single.Rule == IncidentRule.Offline && gathered.Contains(single.Stations[0]));
    }

    [LoggerMessage(3200, LogLevel.Warning, "Incidents are not judged: the store does not answer")]
    private partial void LogStoreAway(Exception exception);

    [LoggerMessage(3201, LogLevel.Error, "Incidents could not be judged")]
    private partial void LogFailed(Exception exception);
}
