using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Stations.Reports;

/// <summary>
/// Puts together what stations sent for a request, from the raw log: nothing is held in memory and nothing is lost by a restart, for as
/// long as frames are kept.
/// </summary>
public sealed class RequestReader
{
    /// <summary>Most letters of a report that are put together.</summary>
    public const int MostLetters = 16 * 1024 * 1024;

    // A report without an end must not be read for ever either.
    private const int MostFrames = 20_000;
    private const string BaseReport = "GetBaseReport";

    private readonly NpgsqlDataSource _database;
    private readonly FrameLog _log;
    private readonly TimeProvider _time;

    internal RequestReader(NpgsqlDataSource database, FrameLog log, TimeProvider time) => (_database, _log, _time) = (database, log, time);

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
        return (await OfAsync(station.Key, requestId, kind, request, cancellation), request.At);
    }

    /// <summary>The number went out with the request and comes back with every part.</summary>
    private async Task<RequestProgress?> OnTheWireAsync(StationState station, int requestId, CancellationToken cancellation)
    {
        var requests = await FramesAsync(station.Key, false, ReportKind.Requests, DateTimeOffset.UnixEpoch, null, cancellation);
        if (requests.LastOrDefault(frame => frame.RequestId == requestId) is not { Payload: not null } request)
        {
            return null;
        }

        return await OfAsync(station.Key, requestId, ReportKind.Of(request.Action), request, cancellation);
    }

    private async Task<RequestProgress> OfAsync(int stationKey, int requestId, ReportKind kind, ReportFrame request, CancellationToken cancellation)
    {
        var parts = new ReportParts(requestId, kind.Parts is null ? int.MaxValue : ReportParts.MostParts, MostLetters);
        await using var command = Frames(stationKey, true, kind.Parts is { } part ? [part] : kind.Notices, request.At, null, MostFrames);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var payload = reader.GetString(2);
                if (ReportFrame.Read(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), payload, null) is { } frame) parts.Take(frame, payload.Length);
            }
        }

        return kind.Parts is null ? Progress(requestId, kind, request.AnswerStatus, parts.All) : Report(requestId, kind, request.AnswerStatus, parts);
    }

    /// <summary>Complete: refused, all here, too long, or the station has gone silent over it.</summary>
    private RequestProgress Report(int requestId, ReportKind kind, string? answer, ReportParts parts)
    {
        var over = answer is not null && !ReportKind.GoesOn(answer);
        var silent = parts.LastAt is { } last && _time.GetUtcNow() - last >= StationReport.Silence;
        return new RequestProgress(requestId, kind.Action, over || parts.AreAllHere || parts.IsCut || silent, [.. parts.All.Select(part => part.Payload)], [])
        {
            Missing = parts.Missing,
            IsCut = parts.IsCut,
        };
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
        var over = answer is not null && !ReportKind.GoesOn(answer);
        var statuses = frames.Where(frame => frame.Status is not null).Select(frame => new RequestStatus(frame.At, frame.Action, frame.Status!)).ToList();
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
        await using var command = Frames(stationKey, fromStation, actions, from, to, null);
        return await ReadAsync(command, cancellation);
    }

    private NpgsqlCommand Frames(int stationKey, bool fromStation, string[] actions, DateTimeOffset from, DateTimeOffset? to, int? most)
    {
        var command = _database.CreateCommand(
            """
            SELECT at, action, payload, answer_payload FROM csms.frames
            WHERE station_key = $1 AND at >= $2 AND at < $3 AND direction = $4 AND action = ANY($5) AND message_type IN (2, 6)
            ORDER BY at LIMIT $6
            """);
        command.Parameters.Integer(stationKey).Timestamp(from).Timestamp(to ?? DateTimeOffset.MaxValue.AddYears(-1))
            .Smallint(fromStation ? FrameLog.In : FrameLog.Out).Texts(actions).Integer(most);
        return command;
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
