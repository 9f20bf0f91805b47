using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>The raw log of OCPP frames, written behind: encoded by whoever appends, sent by COPY within 200 ms.</summary>
internal sealed class FrameLog : WriteBehind<FrameBatch>, IFrameSink
{
    public const short In = 0;
    public const short Out = 1;

    /// <summary>message_type of a frame that could not be read.</summary>
    public const short Unreadable = 0;

    private const string Copy =
        "COPY csms.frames (at, answer_at, station_key, direction, message_type, answer_type, action, message_id, payload, answer_payload, error_code, error_description, quirks) FROM STDIN (FORMAT BINARY)";

    private static readonly WriteBehindLimits Limits = new(TimeSpan.FromMilliseconds(200), 1024 * 1024, 64L * 1024 * 1024, TimeSpan.FromSeconds(1));

    private readonly NpgsqlDataSource _dataSource;

    public FrameLog(NpgsqlDataSource dataSource, TimeProvider time, ILogger<FrameLog> logger) : this(dataSource, time, logger, Limits)
    {
    }

    internal FrameLog(NpgsqlDataSource dataSource, TimeProvider time, ILogger<FrameLog> logger, WriteBehindLimits limits) : base("The raw log", limits, time, logger) =>
        _dataSource = dataSource;

    /// <inheritdoc/>
    public void Append(in FrameRecord frame)
    {
        var stored = frame.Notes is { } notes ? Stored(notes) : null;
        lock (Gate)
        {
            var row = Current.Frames;
            row.BeginRow(13);
            row.Timestamp(frame.At);
            row.Timestamp(frame.AnsweredAt);
            row.Int32(frame.StationKey);
            row.Int16(frame.FromStation ? In : Out);
            row.Int16(frame.Type is { } type ? (short)type : Unreadable);
            row.Int16(frame.AnswerType is { } answerType ? (short?)answerType : null);
            row.Text(frame.Action ?? "");
            row.Text(frame.MessageId ?? "");
            row.Utf8(frame.Payload);
            if (frame.AnswerType is null) row.Null();
            else row.Utf8(frame.AnswerPayload);
            row.Text(frame.ErrorCode);
            row.Text(frame.ErrorDescription);
            row.TextArray(stored);
            Appended();
        }
    }

    private static string[] Stored(IReadOnlyList<Statement<FrameNote>> notes)
    {
        var stored = new string[notes.Count];
        for (var index = 0; index < stored.Length; index++) stored[index] = notes[index].ToStored();
        return stored;
    }

    protected override async Task WriteAsync(FrameBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await RawCopy.WriteAsync(connection, Copy, batch.Frames, cancellationToken);
    }
}
