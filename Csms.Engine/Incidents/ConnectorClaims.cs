namespace Csms.Engine.Incidents;

/// <summary>
/// EVSEs and connectors that a station has told of since its last boot and that were not taken, as it had as many as a station may have. Written on the station's path, one
/// message at a time; read by whoever judges. Bounded: past <see cref="Most"/> only the fact counts.
/// </summary>
/// <param name="since">When the first was told.</param>
internal sealed class ConnectorClaims(DateTimeOffset since)
{
    /// <summary>As many different ones are told apart.</summary>
    public const int Most = 10_000;

    /// <summary>Numbers that a place can have: an smallint of the store.</summary>
    private const int LastNumber = short.MaxValue;

    private readonly HashSet<int> _refused = [];
    private int _count;

    public DateTimeOffset Since => since;

    /// <summary>How many different ones.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Numbers that could be a place; others are refused by themselves.</summary>
    public static bool CanBe(int evseId, int connectorId) => evseId is > 0 and <= LastNumber && connectorId is >= 0 and <= LastNumber;

    public void Add(int evseId, int connectorId)
    {
        if (_refused.Count < Most && _refused.Add((evseId << 16) | connectorId)) Volatile.Write(ref _count, _refused.Count);
    }
}
