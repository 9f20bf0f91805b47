using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Certificates;

/// <summary>
/// Certificates that stations hold (GetInstalledCertificateIds, InstallCertificate, DeleteCertificate; 2.x M03 to M05, 1.6 security white paper): as they
/// tell them, and as they accept changes, whoever gave the command. In memory, stored before the answer is heard of.
/// </summary>
public sealed class InstalledBook : ICommandFollower, IStationObserver, IKeepsEntered, IHostedService
{
    private readonly ConcurrentDictionary<StationId, InstalledState> _states = new();
    private readonly InstalledStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;

    internal InstalledBook(InstalledStore store, StationRegistry registry, TimeProvider time) => (_store, _registry, _time) = (store, registry, time);

    /// <summary>What is known of a station's certificates has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.InstalledCertificates;

    /// <summary>What is known of a station.</summary>
    public InstalledState Find(StationId station) => _states.GetValueOrDefault(station, InstalledState.None);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var stored = await _store.LoadAsync(ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet(), cancellation);
        if (stored.Count == 0) return;
        foreach (var station in _registry.States)
        {
            if (stored.TryGetValue(station.Key, out var state) && _states.AddOrUpdate(station.Id, static (_, fresh) => fresh, static (_, before, fresh) => fresh.Revision > before.Revision ? fresh : before, state) == state)
                Changed?.Invoke(station.Id);
        }
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        var now = _time.GetUtcNow();
        Func<InstalledState, InstalledState>? step = (command.Action, reading.Status) switch
        {
            ("GetInstalledCertificateIds", "Accepted" or "NotFound") => before => before.Told(body, reading.Response, now),
            ("InstallCertificate", "Accepted") => before => before.Installed(Text(body, "certificateType"), RootHash(Text(body, "certificate"))),
            ("DeleteCertificate", "Accepted" or "NotFound") when HashOf(body) is { } hash => before => before.Deleted(hash),
            _ => null,
        };
        if (step is null) return;
        var before = Find(station.Id);
        var after = _states.AddOrUpdate(station.Id, static (_, step) => step(InstalledState.None), static (_, before, step) => step(before), step);
        if (ReferenceEquals(before, after)) return;
        await _store.SaveAsync(station.Key, after, cancellation);
        Changed?.Invoke(station.Id);
    }

    void IStationObserver.Removed(StationState state) => _states.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static CertificateHash? HashOf(JsonElement body) =>
        body.TryGetProperty("certificateHashData", out var data) && data.ValueKind == JsonValueKind.Object ? InstalledState.ReadHash(JsonNode.Parse(data.GetRawText()) as JsonObject) : null;

    /// <summary>Only a root tells its issuer's key.</summary>
    private static CertificateHash? RootHash(string pem)
    {
        if (PemChain.Read(pem).Certificates is not { } certificates) return null;
        var hash = certificates[0].SubjectName.RawData.AsSpan().SequenceEqual(certificates[0].IssuerName.RawData) ? CertificateHash.Of(certificates[0], certificates[0]) : null;
        foreach (var certificate in certificates) certificate.Dispose();
        return hash;
    }
}
