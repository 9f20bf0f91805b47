namespace Csms.Engine.Firmware;

/// <summary>One firmware brought to many stations: what belongs to it beside its run (<see cref="Stations.Commands.Bulk.BulkRun"/> of the same id). Immutable.</summary>
public sealed record FirmwareCampaign
{
    /// <summary>Shortest and longest wait for the new version.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1), LongestWait = TimeSpan.FromDays(1);

    /// <summary>Longest time that a campaign may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Its run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>The image.</summary>
    public required Guid ImageId { get; init; }

    /// <summary>Its file name.</summary>
    public required string ImageName { get; init; }

    /// <summary>Version that a station tells once it is done.</summary>
    public required string Version { get; init; }

    /// <summary>It goes out with certificate and signature (2.1 L01).</summary>
    public required bool Signed { get; init; }

    /// <summary>When updates may begin; null: at any time.</summary>
    public CampaignWindow? Window { get; init; }

    /// <summary>Stations that are away keep their place until <see cref="EndsAt"/>; else they are left out.</summary>
    public required bool WaitsForAway { get; init; }

    /// <summary>How long a station has from the order to the new version.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>After it nobody else has a turn; UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When its OCPP 1.6 stations are reset, in the window and while no session runs.</summary>
    public CampaignReset Reset { get; init; }

    /// <summary>The campaign whose failed stations this one tries again.</summary>
    public Guid? RetryOf { get; init; }
}
