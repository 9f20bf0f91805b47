using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>
/// Everything live about a station. Immutable: the station's actor makes the next one, every screen and endpoint reads the same object.
/// </summary>
public sealed record StationState
{
    /// <summary>Identity.</summary>
    public required StationId Id { get; init; }

    /// <summary>Compact number in the store.</summary>
    public required int Key { get; init; }

    /// <summary>What people entered.</summary>
    public required StationProfile Profile { get; init; }

    /// <summary>The security profile that a boot has proved and that no row read since has shown: it is written behind; null when there is none.</summary>
    internal int? UnstoredProfile { get; init; }

    /// <summary>What it said when it booted; null before the first boot.</summary>
    public BootInfo? Boot { get; init; }

    /// <summary>"1.6", "2.0.1" or "2.1" as last connected; for people, nothing is decided by it.</summary>
    public string? OcppVersion { get; init; }

    /// <summary>Connection.</summary>
    public LinkState Link { get; init; }

    /// <summary>Since when the link is as it is.</summary>
    public DateTimeOffset? LinkSince { get; init; }

    /// <summary>Why the link ended.</summary>
    public Statement<LinkEnd>? LinkReason { get; init; }

    /// <summary>When it was last heard.</summary>
    public Pulse Pulse { get; init; } = new();

    /// <summary>EVSEs by id.</summary>
    public ImmutableArray<EvseState> Evses { get; init; } = [];

    /// <summary>The station itself (1.6 connector 0); null when never reported.</summary>
    public ConnectorState? Whole { get; init; }

    /// <summary>Sessions in memory.</summary>
    public SessionBook Sessions { get; init; } = SessionBook.Empty;

    /// <summary>Rises with every change.</summary>
    public long Version { get; init; }

    /// <summary>For people: the name, else the identity.</summary>
    public string DisplayName => Profile.Name.Length > 0 ? Profile.Name : Id.Value;

    /// <summary>Power drawn by all running sessions, W.</summary>
    public double PowerW
    {
        get
        {
            var sum = 0.0;
            foreach (var session in Sessions.Sessions)
            {
                sum += session.IsActive ? session.Live?.PowerW ?? 0 : 0;
            }

            return sum;
        }
    }

    /// <summary>As the store has what people entered; a row from before a boot takes away nothing that the boot has proved.</summary>
    internal StationState Read(StationProfile stored) => UnstoredProfile > stored.SecurityProfile
        ? this with { Profile = stored with { SecurityProfile = UnstoredProfile.Value } }
        : this with { Profile = stored, UnstoredProfile = null };

    /// <summary>As it is, one change on.</summary>
    internal StationState Next() => this with { Version = Version + 1 };

    /// <summary>An EVSE, or null.</summary>
    public EvseState? Evse(int id)
    {
        foreach (var evse in Evses)
        {
            if (evse.Id == id)
            {
                return evse;
            }
        }

        return null;
    }

    /// <summary>With an EVSE added or replaced.</summary>
    public StationState With(EvseState evse)
    {
        for (var index = 0; index < Evses.Length; index++)
        {
            if (Evses[index].Id == evse.Id)
            {
                return this with { Evses = Evses.SetItem(index, evse) };
            }

            if (Evses[index].Id > evse.Id)
            {
                return this with { Evses = Evses.Insert(index, evse) };
            }
        }

        return this with { Evses = Evses.Add(evse) };
    }

    /// <summary>Connectors over all EVSEs.</summary>
    public int CountConnectors()
    {
        var count = 0;
        foreach (var evse in Evses)
        {
            count += evse.Connectors.Length;
        }

        return count;
    }

    /// <summary>The one word for an EVSE.</summary>
    public EvseCondition ConditionOf(EvseState evse) => Link switch
    {
        LinkState.Offline => EvseCondition.Offline,
        LinkState.Unknown => EvseCondition.Unknown,
        LinkState.Online => Reported(evse),
        _ => throw new InvalidOperationException($"no link state {Link}"),
    };

    /// <summary>What is worth a word beside the condition: why the link was lost, which fault it is; null: nothing, or not known.</summary>
    public EvseReason? ReasonOf(EvseState evse)
    {
        ArgumentNullException.ThrowIfNull(evse);
        return ConditionOf(evse) switch
        {
            EvseCondition.Offline when LinkReason is { } end => new EvseReason(null, end),
            EvseCondition.Faulted => Fault(evse.Connectors.FirstOrDefault(connector => connector.Status == ConnectorStatus.Faulted)) ?? Fault(Whole),
            _ => null,
        };
    }

    // 2.x has no error code: there the vendor's says it all.
    private static EvseReason? Fault(ConnectorState? connector) => (connector?.ErrorCode, connector?.VendorErrorCode) switch
    {
        ({ Length: > 0 } code and not "NoError", var vendor) => new EvseReason(code, null, string.IsNullOrEmpty(vendor) ? null : vendor),
        (_, { Length: > 0 } vendor) when connector!.Status == ConnectorStatus.Faulted => new EvseReason(null, null, vendor),
        _ => null,
    };

    private EvseCondition Reported(EvseState evse)
    {
        var worst = Whole?.Status switch
        {
            ConnectorStatus.Faulted => EvseCondition.Faulted,
            ConnectorStatus.Unavailable => EvseCondition.Unavailable,
            _ => EvseCondition.Available,
        };
        var known = false;
        foreach (var connector in evse.Connectors)
        {
            known |= connector.Status != ConnectorStatus.Unknown;
            var condition = OfConnector(connector.Status);
            worst = condition < worst ? condition : worst;
        }

        if (worst == EvseCondition.Faulted)
        {
            return worst;
        }

        if (Sessions.Running(evse.Id) is { AvailableSince: null } session)
        {
            return session.ChargingState switch
            {
                ChargingState.Charging => EvseCondition.Charging,
                ChargingState.SuspendedEV => EvseCondition.PausedByCar,
                ChargingState.SuspendedEVSE => EvseCondition.PausedByStation,
                _ when worst is EvseCondition.Charging or EvseCondition.PausedByCar or EvseCondition.PausedByStation or EvseCondition.Finishing => worst,
                _ => session.Live?.PowerW > 100 ? EvseCondition.Charging : EvseCondition.Preparing,
            };
        }

        return known || Whole is not null ? worst : EvseCondition.Unknown;
    }

    private static EvseCondition OfConnector(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Unknown or ConnectorStatus.Available => EvseCondition.Available,
        ConnectorStatus.Preparing or ConnectorStatus.Occupied => EvseCondition.Preparing,
        ConnectorStatus.Charging => EvseCondition.Charging,
        ConnectorStatus.SuspendedEV => EvseCondition.PausedByCar,
        ConnectorStatus.SuspendedEVSE => EvseCondition.PausedByStation,
        ConnectorStatus.Finishing => EvseCondition.Finishing,
        ConnectorStatus.Reserved => EvseCondition.Reserved,
        ConnectorStatus.Unavailable => EvseCondition.Unavailable,
        ConnectorStatus.Faulted => EvseCondition.Faulted,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no connector status"),
    };
}
