using System.Buffers;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Ocpp;

/// <summary>
/// One OCPP version: pure translation between its wire and the domain's words. OCPP versions end here; nothing above asks which one a
/// station speaks.
/// </summary>
public interface IOcppDialect
{
    /// <summary>The version it speaks.</summary>
    OcppVersion Version { get; }

    /// <summary>Reads the payload of a station's CALL or SEND: validates, decodes, normalises (Wh, W, A, V, UTC, EVSE).</summary>
    /// <param name="action">As the station wrote it; case-sensitive.</param>
    /// <param name="payload">UTF-8 JSON object.</param>
    Translation Translate(string action, ReadOnlySpan<byte> payload);

    /// <summary>Writes the payload of the CALLRESULT to <paramref name="action"/>. <see cref="NotAccepted"/> is no result and never comes here.</summary>
    /// <param name="action">The action that is answered.</param>
    /// <param name="answer">The domain's answer; <see cref="Acknowledged"/> gives the standard's own default for that action.</param>
    /// <param name="output">Where the JSON object goes.</param>
    void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output);

    /// <summary>Turns a command in 2.1's words into the CALLs of this version (CONTRACTS 1–9).</summary>
    /// <param name="action">Action of OCPP 2.1.</param>
    /// <param name="body">Members as in OCPP 2.1's request.</param>
    /// <param name="context">What the command needs to know besides its body.</param>
    CommandPlan Plan(string action, JsonElement body, CommandContext context);

    /// <summary>Reads the answers of a planned command's CALLs into one response in 2.1's words.</summary>
    /// <param name="plan">What was sent.</param>
    /// <param name="payloads">Payload of the CALLRESULT of each CALL, in order.</param>
    CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads);
}
