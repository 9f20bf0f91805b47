using System.Text.Json.Nodes;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Stations.Reports;

/// <summary>
/// Puts together what stations sent for a request, from the raw log: nothing is held in memory and nothing is lost by a restart, for as
/// long as frames are kept.
/// </summary>
public sealed class RequestReader
{
    private const string BaseReport = "GetBaseReport";

    private readonly NpgsqlDataSource _database;
    private readonly FrameLog _log;

    internal RequestReader(NpgsqlDataSource database, FrameLog log) => (_database, _log) = (database, log);

    /// <summary>The latest request of a station with this number; null when there is none.</summary>
    public async Task<RequestProgress?> FindAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        await _log.FlushAsync(cancellation);
        return await OnTheWireAsync(station, requestId, cancellation) ?? await InTheCommandAsync(station, requestId, cancellation);
    }

    /// <summary>The latest request of one kind that a station was sent, and when; null when it never was. Only of versions that number it on the wire.</summary>
    public async Task<(RequestProgress Progress, DateTimeOffset At)?> LatestAsync(StationState station, string action, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        await _log.FlushAsync(cancellation);
        var requests = await FramesAsync(station.Key, false, [action], DateTimeOffset.UnixEpoch, null, cancellation);
        if (requests.FindLast(frame => frame.RequestId is not null) is not { Payload: not null } request) return null;
        var requestId = request.RequestId!.Value;
        var kind = ReportKind.Of(action);
        var frames = await FramesAsync(station.Key, true, kind.Parts is { } part ? [part] : kind.Notices, request.At, null, cancellation);
        return (Progress(requestId, kind, request.AnswerStatus, frames.Where(frame => frame.RequestId == requestId)), request.At);
    }

    /// <summary>The number went out with the request and comes back with every part.</summary>
    private async Task<RequestProgress?> OnTheWireAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        var requests = await FramesAsync(station.Key, false, ReportKind.Requests, DateTimeOffset.UnixEpoch, null, cancellation);
        if (requests.LastOrDefault(frame => frame.RequestId == requestId) is not { Payload: not null } request)
        {
            return null;
        }

        var kind = ReportKind.Of(request.Action);
        var frames = await FramesAsync(station.Key, true, kind.Parts is { } part ? [part] : kind.Notices, request.At, null, cancellation);
        return Progress(requestId, kind, request.AnswerStatus, frames.Where(frame => frame.RequestId == requestId));
    }

    /// <summary>OCPP 1.6 without the security extension has no such number on the wire: it is the command's, and what follows it is its.</summary>
    private async Task<RequestProgress?> InTheCommandAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            """
            SELECT c.action, c.sent_at, c.response->>'status', c.message_id,
                (SELECT min(n.sent_at) FROM csms.commands n WHERE n.station_id = $1 AND n.action = c.action AND n.sent_at > c.sent_at)
            FROM csms.commands c
            WHERE c.station_id = $1 AND c.action = ANY($2) AND c.body->>'requestId' = $3 AND c.sent_at IS NOT NULL
            ORDER BY c.sent_at DESC LIMIT 1
            """);
        command.Parameters.Text(station.Id.Value).Texts(ReportKind.Requests)
            .Text(requestId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string action;
        DateTimeOffset sentAt;
        string? status, messageId;
        DateTimeOffset? nextAt;
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
            {
                return null;
            }

            action = reader.GetString(0);
            sentAt = reader.GetFieldValue<DateTimeOffset>(1);
            status = reader.TextOrNull(2);
            messageId = reader.TextOrNull(3);
            nextAt = reader.TimestampOrNull(4);
        }

        var kind = ReportKind.Of(action);
        if (kind.Parts is null)
        {
            return Progress(requestId, kind, status, await FramesAsync(station.Key, true, kind.Notices, sentAt, nextAt, cancellation));
        }

        var keys = action == BaseReport && messageId is not null ? await KeysAsync(station.Key, messageId, sentAt, cancellation) : null;
        return new RequestProgress(requestId, action, status is not null, keys is null ? [] : [Part(requestId, keys)], []);
    }

    private static RequestProgress Progress(int requestId, ReportKind kind, string? answer, IEnumerable<ReportFrame> frames)
    {
        var told = frames.ToList();
        var over = answer is not null && !ReportKind.GoesOn(answer);
        if (kind.Parts is not null)
        {
            var parts = told.OrderBy(frame => frame.Sequence).ThenBy(frame => frame.At).ToList();
            return new RequestProgress(requestId, kind.Action, over || parts.Exists(part => !part.MoreToCome), [.. parts.Select(part => part.Payload)], []);
        }

        var statuses = told.Where(frame => frame.Status is not null).Select(frame => new RequestStatus(frame.At, frame.Action, frame.Status!)).ToList();
        return new RequestProgress(
            requestId, kind.Action, over || statuses.Exists(each => kind.Final.Contains(each.Status)), [], [.. statuses]);
    }

    /// <summary>The keys of a 1.6 station as the one part of a report in 2.1's words.</summary>
    private static JsonObject Part(int requestId, JsonArray keys) => new()
    {
        ["requestId"] = requestId,
        ["seqNo"] = 0,
        ["tbc"] = false,
        ["reportData"] = new JsonArray(
        [
            .. keys.OfType<JsonObject>().Select(key => new JsonObject
            {
                ["component"] = new JsonObject { ["name"] = "Configuration" },
                ["variable"] = new JsonObject { ["name"] = key["key"]?.DeepClone() },
                ["variableAttribute"] = new JsonArray(new JsonObject
                {
                    ["value"] = key["value"]?.DeepClone(),
                    ["mutability"] = key["readonly"]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? "ReadOnly" : "ReadWrite",
                }),
            }),
        ]),
    };

    private async Task<JsonArray?> KeysAsync(int stationKey, string messageId, DateTimeOffset sentAt, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            "SELECT at, action, payload, answer_payload FROM csms.frames WHERE station_key = $1 AND at >= $2 AND direction = 1 AND message_id = $3 LIMIT 1");
        command.Parameters.Integer(stationKey).Timestamp(sentAt - TimeSpan.FromMinutes(1)).Text(messageId);
        return (await ReadAsync(command, cancellation)).FirstOrDefault().Answer?["configurationKey"] as JsonArray;
    }

    private async Task<List<ReportFrame>> FramesAsync(
        int stationKey, bool fromStation, string[] actions, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            """
            SELECT at, action, payload, answer_payload FROM csms.frames
            WHERE station_key = $1 AND at >= $2 AND at < $3 AND direction = $4 AND action = ANY($5) AND message_type IN (2, 6)
            ORDER BY at
            """);
        command.Parameters.Integer(stationKey).Timestamp(from).Timestamp(to ?? DateTimeOffset.MaxValue.AddYears(-1))
            .Smallint(fromStation ? FrameLog.In : FrameLog.Out).Texts(actions);
        return await ReadAsync(command, cancellation);
    }

    private static async Task<List<ReportFrame>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var frames = new List<ReportFrame>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (ReportFrame.Read(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetString(2), reader.TextOrNull(3)) is { } frame)
            {
                frames.Add(frame);
            }
        }

        return frames;
    }
}
