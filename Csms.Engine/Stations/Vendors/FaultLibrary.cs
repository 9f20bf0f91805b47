using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Stations.Vendors;

/// <summary>What vendors' fault codes mean: those that people have entered go before those that come with the program.</summary>
public sealed class FaultLibrary : IKeepsEntered, IHostedService, IDisposable
{
    private readonly HeldTable<(string Vendor, string Code), OwnFaultCode> _held;
    private readonly NpgsqlDataSource _database;

    internal FaultLibrary(NpgsqlDataSource database)
    {
        _database = database;
        _held = new(
            database,
            "SELECT vendor, code, meaning, changed_at, changed_by FROM csms.fault_codes",
            reader => new OwnFaultCode(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4)),
            code => Place(code.Vendor, code.Code));
    }

    /// <summary>Those that come with the program.</summary>
    public static IReadOnlyList<FaultCode> Known { get; } = [.. KnownFaultCodes.All];

    /// <summary>Those that people have entered, by vendor and code.</summary>
    public IReadOnlyList<OwnFaultCode> Own => [.. _held.Rows.OrderBy(code => code.Vendor, StringComparer.OrdinalIgnoreCase).ThenBy(code => code.Code, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public string Kind => EnteredKinds.FaultCode;

    /// <summary>What a code means; null when nobody has said.</summary>
    /// <param name="vendorId">Whose code it is by the message, or null.</param>
    /// <param name="maker">The station's vendor as told at the boot, or null.</param>
    /// <param name="code">The code.</param>
    public FaultCode? Find(string? vendorId, string? maker, string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        foreach (var vendor in new[] { vendorId, maker })
        {
            if (vendor is not null && FindOwn(vendor, code) is { } own) return new FaultCode(own.Vendor, own.Code, own.Meaning, own.Meaning, null);
        }

        return KnownFaultCodes.Find(vendorId, code) ?? KnownFaultCodes.Find(maker, code);
    }

    /// <summary>One that a person has entered; null when there is none.</summary>
    public OwnFaultCode? FindOwn(string vendor, string code) => _held.Find(Place(vendor, code));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) => _held.ReadAsync(cancellation);

    /// <summary>Enters or replaces a meaning.</summary>
    /// <returns>As it was before; null when it is new.</returns>
    public async Task<OwnFaultCode?> PutAsync(OwnFaultCode code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(code);
        await using var command = _database.CreateCommand(
            """
            INSERT INTO csms.fault_codes (vendor, code, meaning, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (lower(vendor), lower(code)) DO UPDATE SET vendor = excluded.vendor, code = excluded.code, meaning = excluded.meaning, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """);
        command.Parameters.Text(code.Vendor).Text(code.Code).Text(code.Meaning).Timestamp(code.ChangedAt).Text(code.ChangedBy);
        return await _held.PutAsync(code, command, cancellation);
    }

    /// <summary>Removes a meaning that a person has entered; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string vendor, string code, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.fault_codes WHERE lower(vendor) = lower($1) AND lower(code) = lower($2)");
        command.Parameters.Text(vendor).Text(code);
        return await _held.DeleteAsync(Place(vendor, code), command, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static (string Vendor, string Code) Place(string vendor, string code) => (vendor.ToUpperInvariant(), code.ToUpperInvariant());
}
