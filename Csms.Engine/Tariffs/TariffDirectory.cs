using System.Collections.Immutable;
using Csms.Engine.Prices;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Tariffs;

/// <summary>All tariffs with all their versions, in memory and in the database. Loaded before the stations are rebuilt, whose sessions name versions.</summary>
public sealed class TariffDirectory : ITariffVersions, IKeepsEntered, IHostedService, IDisposable
{
    // What is read again must not come between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TariffStore _store;
    private volatile HeldTariffs _held = HeldTariffs.None;

    internal TariffDirectory(TariffStore store) => _store = store;

    /// <summary>Something of a tariff has changed, here or on another node. Returns at once.</summary>
    public event Action? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Tariff;

    /// <summary>No tariff was ever entered: nothing is priced.</summary>
    public bool IsEmpty => _held.ById.IsEmpty;

    /// <summary>Tariffs by name, the retired too.</summary>
    public IReadOnlyList<TariffEntry> All => [.. _held.ById.Values.OrderBy(tariff => tariff.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(tariff => tariff.Id, StringComparer.Ordinal)];

    /// <summary>A tariff, retired or not, or null.</summary>
    public TariffEntry? Find(string? id) => id is null ? null : _held.ById.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Tariff? Find(string tariffId, int version) => Find(tariffId)?.Version(version)?.Tariff;

    /// <summary>The tariff that names a token group, retired or not, or null.</summary>
    public TariffEntry? OfGroup(string? group) => group is not null && _held.ByGroup.TryGetValue(group, out var id) ? Find(id) : null;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var read = await _store.LoadAsync(ids, cancellation);
            _held = ids is null ? HeldTariffs.None.With(read, []) : _held.With(read, ids);
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>Enters or changes a tariff. A body that says something else makes a new version; the versions before it stay.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">From what it is when its turn has come (null: there is none) to what it shall be; null: it may not.</param>
    /// <param name="expected">The version that was changed, 0: none; null: whichever.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public Task<TariffWritten> PutAsync(string id, Func<TariffEntry?, TariffWish?> change, int? expected, string actor, CancellationToken cancellation) => PutAsync(id, change, expected, null, actor, cancellation);

    /// <summary>The same, of one revision.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">From what it is when its turn has come (null: there is none) to what it shall be; null: it may not.</param>
    /// <param name="expected">The version that was changed, 0: none; null: whichever.</param>
    /// <param name="revision">The <see cref="TariffEntry.Revision"/> that was changed; null: whichever.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public async Task<TariffWritten> PutAsync(string id, Func<TariffEntry?, TariffWish?> change, int? expected, long? revision, string actor, CancellationToken cancellation)
    {
        var written = await WriteAsync();
        // Given to another tariff at the same moment: the next look sees whose it is. Once only: two groups of this very wish may be one to the database.
        return written is { Refusal: TariffRefusal.GroupTaken, OtherTariff: null } ? await WriteAsync() : written;

        Task<TariffWritten> WriteAsync() => InTurnAsync(() => _store.PutAsync(id, change, expected, revision, actor, cancellation), id, cancellation);
    }

    /// <summary>Keeps a tariff for a session that is priced by it from now on: it is not deleted any more. False: there is no such tariff.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public async Task<bool> KeepForSessionAsync(string id, CancellationToken cancellation)
    {
        if (Find(id) is not { } tariff) return false;
        if (tariff.EverAssigned) return true; // for good
        if (!await _store.NoteGivenAsync(id, cancellation)) return false;
        await ReadAgainAsync([id], cancellation);
        return true;
    }

    /// <summary>Deletes a tariff that nobody was ever given.</summary>
    /// <param name="id">Which.</param>
    /// <param name="allowed">Whether the caller may, as it stands now.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public Task<TariffWritten> DeleteAsync(string id, Func<TariffEntry, bool> allowed, CancellationToken cancellation) => InTurnAsync(() => _store.DeleteAsync(id, allowed, cancellation), id, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<TariffWritten> InTurnAsync(Func<Task<TariffWritten>> write, string id, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        TariffWritten written;
        try
        {
            written = await write();
            if (written.Refusal is null) _held = _held.With(written.After is { } after ? [after] : [], [id]);
        }
        finally
        {
            _turn.Release();
        }

        if (written.Refusal is null) Changed?.Invoke();
        return written;
    }

    /// <summary>What is in memory at one moment.</summary>
    private sealed record HeldTariffs(ImmutableDictionary<string, TariffEntry> ById, ImmutableDictionary<string, string> ByGroup)
    {
        public static readonly HeldTariffs None = new(
            ImmutableDictionary.Create<string, TariffEntry>(StringComparer.Ordinal), ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase));

        /// <summary>With some as they were read; those asked for and not read are gone.</summary>
        public HeldTariffs With(IReadOnlyList<TariffEntry> read, IReadOnlyCollection<string> asked)
        {
            var byId = ById.RemoveRange(asked).SetItems(read.Select(entry => KeyValuePair.Create(entry.Id, entry)));
            return new HeldTariffs(byId, None.ByGroup.SetItems(byId.Values.SelectMany(entry => entry.Groups, (entry, group) => KeyValuePair.Create(group, entry.Id))));
        }
    }
}
