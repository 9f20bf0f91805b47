using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Bulk;

/// <summary>Who a bulk run would reach, and who not and why. Pure.</summary>
/// <param name="Targets">Every station that was asked for, once.</param>
/// <param name="Online">Stations that get the command when their turn comes.</param>
/// <param name="Away">Stations that are not connected.</param>
public sealed record BulkPreview(IReadOnlyList<BulkTarget> Targets, IReadOnlyList<StationId> Online, IReadOnlyList<StationId> Away)
{
    /// <summary>A station must be connected when its turn comes.</summary>
    public bool NeedsStations { get; init; } = true;

    /// <summary>Stations that take part.</summary>
    public int Count => Online.Count + Away.Count;

    /// <summary>Stations that take no part, by reason.</summary>
    public IEnumerable<IGrouping<BulkLeftOut, StationId>> LeftOut =>
        Targets.Where(target => target.LeftOut is not null).GroupBy(target => target.LeftOut!.Value, target => target.Station).OrderBy(group => group.Key);

    /// <summary>Judges every station.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="action">Action of OCPP 2.1.</param>
    /// <param name="stations">Which, in this order.</param>
    /// <param name="find">A station as the asker sees it; null: not at all.</param>
    /// <param name="body">Members of the command, where a version knows some values of them and not others.</param>
    /// <param name="judge">Why a station takes no part by what these members are; null: it is not asked yet.</param>
    public static BulkPreview Of(AccessScope scope, string action, IEnumerable<StationId> stations, Func<StationId, StationState?> find, JsonObject? body = null, Func<StationState, BulkLeftOut?>? judge = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(stations);
        ArgumentNullException.ThrowIfNull(find);
        var permission = CommandPermissions.Of(action);
        var use = action == "InstallCertificate" && body?["certificateType"] is JsonValue type && type.TryGetValue<string>(out var word) && InstallCheck.Uses.Contains(word) ? word : null;
        var length = action == "InstallCertificate" && body?["certificate"] is JsonValue pem && pem.TryGetValue<string>(out var text) ? text.Length : 0;
        var targets = new List<BulkTarget>();
        List<StationId> online = [], away = [];
        foreach (var id in stations.Distinct())
        {
            var station = find(id);
            var target = new BulkTarget(id, station?.Profile.SiteId, Why(scope, permission, action, use, length, judge, station));
            targets.Add(target);
            if (target.LeftOut is null) (station!.Link == LinkState.Online ? online : away).Add(id);
        }
        return new BulkPreview(targets, online, away);
    }

    private static BulkLeftOut? Why(AccessScope scope, string permission, string action, string? use, int length, Func<StationState, BulkLeftOut?>? judge, StationState? station) => station switch
    {
        null => BulkLeftOut.Gone,
        _ when !scope.Can(permission, station.Profile.SiteId) => BulkLeftOut.NotAllowed,
        { Profile.Registration: not RegistrationStatus.Accepted } => BulkLeftOut.NotAccepted,
        _ when !Knows(action, station.OcppVersion) || (use is not null && !InstallCheck.UsesOf(station.OcppVersion).Contains(use)) || length > InstallCheck.LongestOf(station.OcppVersion) => BulkLeftOut.NotSupported,
        _ => judge?.Invoke(station),
    };

    // Of a station that never connected it is assumed; it says so itself when its time comes.
    private static bool Knows(string action, string? version) => version switch
    {
        _ when !CommandCatalogue.All.Any(entry => entry.Action == action) => true, // no command: it judges for itself
        "1.6" => CommandCatalogue.Supports(action, OcppVersion.V16),
        "2.0.1" => CommandCatalogue.Supports(action, OcppVersion.V201),
        _ => true,
    };
}
