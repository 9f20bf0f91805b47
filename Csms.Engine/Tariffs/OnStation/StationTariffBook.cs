using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>
/// The tariffs that stations hold for their own reckoning (2.1 I07–I11): in memory, and behind it in the store. Kept right by what they accept, by what they
/// tell when they are asked, by the end of transactions and by time; whoever gave the command.
/// </summary>
public sealed partial class StationTariffBook : BackgroundService, ICommandFollower, IStationObserver, IKeepsEntered
{
    private readonly KeptStates<StationTariffs, KeptState<StationTariffs>> _kept;
    private readonly ConcurrentDictionary<StationId, TariffSupport> _support = new();
    private readonly StationTariffStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal StationTariffBook(StationTariffStore store, StationRegistry registry, TimeProvider time, ILogger<StationTariffBook> logger)
    {
        _store = store;
        _kept = new(StationTariffs.None, static (key, stored) => new(key, stored), store.SaveAsync, station => Changed?.Invoke(station));
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>Something about a station's tariffs has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.StationTariffs;

    /// <summary>What is known of a station's tariffs.</summary>
    public StationTariffs Find(StationId station) => _kept.Find(station);

    /// <summary>What a station has told that it can do with tariffs.</summary>
    public TariffSupport SupportOf(StationId station) => _support.GetValueOrDefault(station, TariffSupport.Unknown);

    /// <summary>Whether a station can have tariffs: they came with 2.1, and it has not said that it knows none.</summary>
    public bool Has(StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return station.OcppVersion == "2.1" && SupportOf(station.Id).Available != false;
    }

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) =>
        _kept.TakeOver(_registry.States, await _store.LoadAsync(KeptStates<StationTariffs, KeptState<StationTariffs>>.Keys(ids), cancellation));

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        var now = _time.GetUtcNow();
        int[] evses = [.. station.Evses.Select(evse => evse.Id)];
        var changed = command.Action switch
        {
            "SetDefaultTariff" => _kept.Step(station, before => TariffSteps.Set(before, body, reading.Response, evses, command.Actor, now)),
            "ClearTariffs" => _kept.Step(station, before => TariffSteps.Cleared(before, body, reading.Response, evses)),
            "GetTariffs" => _kept.Step(station, before => TariffSteps.Told(before, body, reading.Response, evses, now)),
            "ChangeTransactionTariff" when !HasEnded(station.Id, body) => _kept.Step(station, before => TariffSteps.Changed(before, body, reading.Response, EvseOf(station, body), command.Actor, now)),
            _ => false,
        };
        if (command.Action == "GetVariables") Learn(station, reading.Response["getVariableResult"], data: null);
        else if (command.Action == "SetVariables") Learn(station, reading.Response["setVariableResult"], body);
        if (changed) await _kept.WriteAsync(station.Id, cancellation);
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is not ReportPartReported part) return;
        foreach (var variable in part.Variables)
        {
            if (variable.Attribute == "Actual" && TariffSupport.Is(variable.Component)) Learn(state.Id, variable.Variable, variable.VariableInstance, variable.Value);
        }
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || before.Sessions == after.Sessions || _kept.Entry(after.Id) is null) return;
        foreach (var session in before.Sessions.Sessions)
        {
            if (session.IsActive && after.Sessions.ById(session.Id) is not { IsActive: true }) _kept.Step(after, tariffs => TariffSteps.Ended(tariffs, session.TransactionId));
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        _kept.Remove(state.Id);
        _support.TryRemove(state.Id, out _);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        var support = await _store.SupportAsync(cancellationToken);
        foreach (var station in _registry.States)
        {
            if (support.TryGetValue(station.Key, out var told)) _support.TryAdd(station.Id, told);

            // A crash may have come between the end of a transaction and that of its tariff.
            foreach (var held in Find(station.Id).Held)
            {
                if (held.TransactionId is { } transaction && station.Sessions.ByTransaction(transaction) is not { IsActive: true }) _kept.Step(station, tariffs => TariffSteps.Ended(tariffs, transaction));
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _kept.WriteAllAsync(LogNotStored, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _kept.KeepAsync(_time, TariffSteps.Passed, LogNotStored, stoppingToken);

    /// <summary>The transaction ended while the station answered: its end has been seen and is not told again.</summary>
    private bool HasEnded(StationId station, JsonElement body) =>
        body.TryGetProperty("transactionId", out var id) && _registry.Find(station)?.Sessions.ByTransaction(id.ToString()) is { IsActive: false };

    private static int? EvseOf(StationState station, JsonElement body) =>
        body.TryGetProperty("transactionId", out var id) && station.Sessions.ByTransaction(id.ToString()) is { EvseId: > 0 and var evse } ? evse : null;

    /// <param name="station">Who.</param>
    /// <param name="results">What it answered for each variable.</param>
    /// <param name="data">SetVariablesRequest whose values it has taken; null: it told the values.</param>
    private void Learn(StationState station, JsonNode? results, JsonElement? data)
    {
        foreach (var result in (results as JsonArray ?? []).OfType<JsonObject>())
        {
            if (result["attributeStatus"]?.ToString() != "Accepted" || VariableAddress.Of(result) is not { } address || !TariffSupport.Is(address.Component) || result["attributeType"]?.ToString() is not (null or "Actual")) continue;
            Learn(station.Id, address.Variable, address.VariableInstance, data is { } body ? Taken(body, address) : result["attributeValue"]?.ToString());
        }
    }

    private static string? Taken(JsonElement body, VariableAddress address) =>
        (JsonNode.Parse(body.GetRawText())?["setVariableData"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(each => VariableAddress.Of(each) == address).Select(each => each["attributeValue"]?.ToString()).LastOrDefault();

    private void Learn(StationId station, string variable, string? instance, string? value)
    {
        var before = SupportOf(station);
        var after = before.With(variable, instance, value);
        if (after == before) return;
        _support.AddOrUpdate(station, after, (_, current) => current.With(variable, instance, value));
        Changed?.Invoke(station);
    }

    [LoggerMessage(3855, LogLevel.Warning, "What is known of tariffs on stations could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
