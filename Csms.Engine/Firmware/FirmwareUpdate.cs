using System.Collections.Immutable;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Firmware;

/// <summary>An update that a station has accepted, and what became of it (2.1 block L, 1.6 §6.19 and its security extension).</summary>
public sealed record FirmwareUpdate
{
    /// <summary>A <see cref="ResetStatus"/>: the station did not answer, as one that restarts at once may.</summary>
    public const string NoAnswer = "NoAnswer";

    /// <summary>The command.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Whose.</summary>
    public required StationId Station { get; init; }

    /// <summary>The number that the station's notices refer to; null in the plain update of 1.6.</summary>
    public int? RequestId { get; init; }

    /// <summary>Our image; null: it came from elsewhere.</summary>
    public Guid? ImageId { get; init; }

    /// <summary>Name of our image, or the address without credentials.</summary>
    public required string Source { get; init; }

    /// <summary>Version of our image.</summary>
    public string? VersionWanted { get; init; }

    /// <summary>Version that the station ran when it accepted.</summary>
    public string? VersionBefore { get; init; }

    /// <summary>Version that it told when it booted afterwards.</summary>
    public string? VersionAfter { get; init; }

    /// <summary>It was sent with certificate and signature (L01).</summary>
    public required bool Signed { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the station shall fetch it.</summary>
    public DateTimeOffset? RetrieveAt { get; init; }

    /// <summary>When it shall install it; null: when it has it.</summary>
    public DateTimeOffset? InstallAt { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Actor { get; init; }

    /// <summary>What the station told, in order.</summary>
    public ImmutableArray<FirmwareStep> Steps { get; init; } = [];

    /// <summary>When it booted afterwards.</summary>
    public DateTimeOffset? BootedAt { get; init; }

    /// <summary>The command that took its place.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>The reset that its campaign gave for it.</summary>
    public Guid? ResetCommand { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>What the station said to it: its word, the code of its CALLERROR, or <see cref="NoAnswer"/>; null before that.</summary>
    public string? ResetStatus { get; init; }

    /// <summary>The station would not be reset.</summary>
    public bool IsResetRefused => ResetStatus is { } word && word != NoAnswer && !StationCommand.IsAgreement(word);

    /// <summary>Last word of the station; null before one came.</summary>
    public string? Status => Steps.IsEmpty ? null : Steps[^1].Status;

    /// <summary>Where it is.</summary>
    public FirmwareState State => Status switch
    {
        "Installed" => FirmwareState.Installed,
        "DownloadFailed" or "InstallationFailed" or "InstallVerificationFailed" or "InvalidSignature" => FirmwareState.Failed,
        _ => ReplacedBy is null ? FirmwareState.Running : FirmwareState.Replaced,
    };
}
