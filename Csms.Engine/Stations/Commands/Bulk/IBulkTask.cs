using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>
/// Something for many stations that is more than one command: each station's turn goes the way that its own page and endpoint go, and is done when that way
/// has come to its end. One that is a command of OCPP needs none.
/// </summary>
public interface IBulkTask
{
    /// <summary>What stands in <see cref="BulkRun.Action"/>: the last word of the endpoint of one station, so that it can't be an action of OCPP.</summary>
    string Action { get; }

    /// <summary>Whether a station must be connected when its turn comes.</summary>
    bool NeedsStation { get; }

    /// <summary>The first member of the body that is wrong and what is needed there; null: all are well.</summary>
    /// <param name="body">As the endpoint of one station takes it.</param>
    (string Member, string Needed)? Wrong(JsonObject body);

    /// <summary>Why a station takes no part, as far as it is known before; null: it does.</summary>
    /// <param name="station">The station.</param>
    /// <param name="body">Without fault.</param>
    BulkLeftOut? LeaveOut(StationState station, JsonObject body);

    /// <summary>Takes a station's turn. What it begins goes on although the engine ends, or says at the next start how it stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">The station, <see cref="BulkItemState.Given"/> and stored so.</param>
    /// <param name="cancellation">The engine ends.</param>
    /// <returns>The station as it stands then: settled, or <see cref="BulkItemState.Answered"/>.</returns>
    Task<BulkItem> DoAsync(BulkRun run, BulkItem item, CancellationToken cancellation);

    /// <summary>A station whose turn was taken, as it stands now. Asked at each look, of memory alone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">The station, <see cref="BulkItemState.Answered"/>; or <see cref="BulkItemState.Given"/> by an engine that has ended since.</param>
    /// <param name="now">The time.</param>
    /// <returns>The same: nothing has changed; null: nothing of it is on record (any more).</returns>
    BulkItem? Judge(BulkRun run, BulkItem item, DateTimeOffset now);
}
