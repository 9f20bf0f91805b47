using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>New certificates for many stations (2.x A02): each is told to ask for one, and is done when it has accepted what was signed for it.</summary>
public sealed class RenewalTask : IBulkTask
{
    /// <summary>Name of the task.</summary>
    public const string Name = "certificate-renewal";

    /// <summary>How long a station has to ask, and to accept what it gets.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly string[] _uses = [CertificateSigning.StationUse, "V2GCertificate", "V2G20Certificate"];

    private readonly CertificateSignings _signings;
    private readonly StationCommands _commands;
    private readonly TimeProvider _time;

    internal RenewalTask(CertificateSignings signings, StationCommands commands, TimeProvider time) => (_signings, _commands, _time) = (signings, commands, time);

    /// <inheritdoc/>
    public string Action => Name;

    /// <inheritdoc/>
    public bool NeedsStation => true;

    /// <inheritdoc/>
    public (string Member, string Needed)? Wrong(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Select(member => member.Key).FirstOrDefault(name => name != "certificateType") is { } unknown) return (unknown, "The only member is certificateType.");
        return body.ContainsKey("certificateType") && !_uses.Contains(UseOf(body)) ? ("certificateType", $"One of: {string.Join(", ", _uses)}.") : null;
    }

    /// <inheritdoc/>
    public BulkLeftOut? LeaveOut(StationState station, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(body);
        return station.OcppVersion switch
        {
            "1.6" when UseOf(body) != CertificateSigning.StationUse => BulkLeftOut.CannotBeTold,
            "2.0.1" when UseOf(body) == "V2G20Certificate" => BulkLeftOut.CannotBeTold,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public async Task<BulkItem> DoAsync(BulkRun run, BulkItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        var body = JsonSerializer.SerializeToElement(new JsonObject { ["requestedMessage"] = "Sign" + UseOf((JsonObject)JsonNode.Parse(run.Body)!) });
        var command = await _commands.ExecuteAsync(new CommandRequest(item.Station, "TriggerMessage", body, run.Actor, run.Reason), cancellation);
        var now = _time.GetUtcNow();
        var told = BulkVerdict.Of(item, command, isOpen: false, isOnline: true, now);
        return told.State is BulkItemState.Done or BulkItemState.NotSeen ? told with { State = BulkItemState.Answered, Sight = Statement.Of(CommandSight.WantCertificate) } : told;
    }

    /// <inheritdoc/>
    public BulkItem? Judge(BulkRun run, BulkItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        var use = UseOf((JsonObject)JsonNode.Parse(run.Body)!);
        return _signings.Of(item.Station).FirstOrDefault(each => each.AskedAt >= item.GivenAt && (each.Use ?? CertificateSigning.StationUse) == use) switch
        {
            { State: SigningState.Done } signing => item with { State = BulkItemState.Done, Answer = "Accepted", Sight = Statement.Of(CommandSight.HasCertificate, signing.Certificate?.NotAfter), SettledAt = now },
            { State: SigningState.Signing or SigningState.Sending } when now < item.GivenAt + Patience => item with { State = BulkItemState.Answered, SettledAt = item.SettledAt ?? now },
            { IsUnderWay: false } signing => item with { State = BulkItemState.Failed, Answer = signing.Answer ?? item.Answer, Fault = Statement.Of(CommandFault.NoCertificate), Sight = null, SettledAt = now },
            _ when item.State == BulkItemState.Answered && now >= item.GivenAt + Patience => item with { State = BulkItemState.NotSeen, SettledAt = now },
            _ => item.State == BulkItemState.Answered ? item : null, // it has not asked yet
        };
    }

    private static string UseOf(JsonObject body) => body["certificateType"] is JsonValue value && value.TryGetValue<string>(out var word) ? word : body.ContainsKey("certificateType") ? "" : CertificateSigning.StationUse;
}
