using System.Text.Json;
using Csms.Engine.Firmware;

namespace Csms.Console.Api.Firmware;

/// <summary>An update that a station has accepted, and what became of it.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="RequestId">The number that the station's notices refer to; null in the plain update of 1.6.</param>
/// <param name="ImageId">Image of ours; null: from elsewhere.</param>
/// <param name="Source">Name of the image, or the address without credentials.</param>
/// <param name="State">running, installed, failed or replaced (by a newer update).</param>
/// <param name="Status">Last word of the station (FirmwareStatusEnumType); null before one came.</param>
/// <param name="Signed">It was sent with certificate and signature.</param>
/// <param name="VersionWanted">Version of the image.</param>
/// <param name="VersionBefore">Version that the station ran when it accepted.</param>
/// <param name="VersionAfter">Version that it told when it booted afterwards.</param>
/// <param name="AskedAt">When it was sent.</param>
/// <param name="RetrieveAt">When the station shall fetch it.</param>
/// <param name="InstallAt">When it shall install it.</param>
/// <param name="BootedAt">When it booted afterwards.</param>
/// <param name="ResetAt">When its campaign reset the station for it.</param>
/// <param name="ResetStatus">What the station said to that: its word, the code of its CALLERROR, or NoAnswer.</param>
/// <param name="ReplacedBy">The command that took its place.</param>
/// <param name="Actor">Who gave it.</param>
/// <param name="Steps">What the station told, in order.</param>
internal sealed record FirmwareUpdateView(
    Guid CommandId, int? RequestId, Guid? ImageId, string Source, string State, string? Status, bool Signed, string? VersionWanted, string? VersionBefore, string? VersionAfter,
    DateTimeOffset AskedAt, DateTimeOffset? RetrieveAt, DateTimeOffset? InstallAt, DateTimeOffset? BootedAt, DateTimeOffset? ResetAt, string? ResetStatus, Guid? ReplacedBy, string Actor, IReadOnlyList<FirmwareStep> Steps)
{
    public static FirmwareUpdateView Of(FirmwareUpdate update) => new(
        update.CommandId, update.RequestId, update.ImageId, update.Source, JsonNamingPolicy.CamelCase.ConvertName(update.State.ToString()), update.Status, update.Signed, update.VersionWanted,
        update.VersionBefore, update.VersionAfter, update.AskedAt, update.RetrieveAt, update.InstallAt, update.BootedAt, update.ResetAt, update.ResetStatus, update.ReplacedBy, update.Actor, update.Steps);
}
