using Csms.Engine.Stations;

namespace Csms.Console.Pages.Map;

/// <summary>What stations have told of their hardware, for the filters; read again when it is a minute old.</summary>
internal sealed class MapEquipment(VariableStore variables, TimeProvider time)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<int, StationEquipment> _known = new Dictionary<int, StationEquipment>();
    private DateTimeOffset? _readAt;

    /// <summary>As read last, by compact number of the station.</summary>
    public IReadOnlyDictionary<int, StationEquipment> Known => _known;

    /// <summary>Reads it unless it is fresh. Two readers at once read twice, which does no harm.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        if (_readAt is { } at && time.GetUtcNow() - at < _fresh) return;
        _known = await variables.EquipmentAsync(cancellation);
        _readAt = time.GetUtcNow();
    }
}
