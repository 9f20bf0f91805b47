using System.Buffers;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Finds the row of an action, translates by it and writes its answer. A payload that breaks its schema goes to the quirks.</summary>
internal sealed class InboundRouter
{
    // One round a quirk is enough: each mends every place of its kind.
    private const int MaxRounds = 16;

    // Mending builds a tree of the payload; what is larger than any honest message is not worth one.
    private const int MaxMendable = 256 * 1024;

    private readonly Dictionary<string, Route> routes;
    private readonly OcppActionTable actions;

    public InboundRouter(OcppActionTable actions, IEnumerable<Route> table)
    {
        this.actions = actions;
        routes = table.ToDictionary(route => route.Action, StringComparer.Ordinal);
        if (actions.FirstOrDefault(action => action.Direction != MessageDirection.FromCsms && !routes.ContainsKey(action.Name)) is { } forgotten)
        {
            throw new ArgumentException($"{forgotten.Name} has no row.", nameof(table));
        }
    }

    public Translation Translate(string action, ReadOnlySpan<byte> payload)
    {
        if (!routes.TryGetValue(action, out var route))
        {
            return actions.Find(action) is null
                ? Translation.Refuse(OcppErrorCode.NotImplemented, Statement.Of(FrameNote.UnknownAction))
                : Translation.Refuse(OcppErrorCode.NotSupported, Statement.Of(FrameNote.NotToCsms));
        }

        var translated = route.Translate(payload, null, out var deviations);
        return translated.Message is { } message ? Take(message, deviations, null) : Mend(route, payload, translated.Violation!);
    }

    public void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output)
    {
        if (answer is NotAccepted || !routes.TryGetValue(action, out var route))
        {
            throw new ArgumentException($"{answer.GetType().Name} is no result of {action}.", nameof(answer));
        }

        if (route.Answer(answer) is { } message)
        {
            message.WriteTo(output);
        }
        else
        {
            output.Write("{}"u8);
        }
    }

    private static Translation Mend(Route route, ReadOnlySpan<byte> payload, WireViolation first)
    {
        if (payload.Length > MaxMendable || Mending.TryStart(payload) is not { } mending)
        {
            return Refuse(first);
        }

        var violation = first;
        for (var round = 0; round < MaxRounds; round++)
        {
            if (!mending.TryMend(route.Action, violation, route.Schema, out var mended))
            {
                break;
            }

            var translated = route.Translate(mended, mending, out var deviations);
            if (translated.Message is { } message)
            {
                return Take(message, deviations, mending.Notes);
            }

            violation = translated.Violation!;
        }

        return Refuse(violation);
    }

    // What fits the schema may deviate all the same.
    private static Translation Take(StationMessage message, IReadOnlyList<WireDeviation> deviations, IReadOnlyList<FrameNote>? mended)
    {
        List<FrameNote>? shown = null;
        foreach (var quirk in QuirkCatalogue.OfMessages)
        {
            if (quirk.Mend(message) is { } taken)
            {
                message = taken;
                (shown ??= [.. mended ?? []]).Add(quirk.Note);
            }
        }

        return Translation.Of(message, deviations.Count == 0 && shown is null && mended is null ? null : Notes(deviations, shown ?? mended));
    }

    private static Translation Refuse(WireViolation violation) => Translation.Refuse(OcppErrorCodes.Of(violation.Kind), violation.Said);

    private static List<Statement<FrameNote>> Notes(IReadOnlyList<WireDeviation> deviations, IReadOnlyList<FrameNote>? mended)
    {
        var notes = new List<Statement<FrameNote>>();
        foreach (var quirk in mended ?? [])
        {
            notes.Add(Statement.Of(quirk));
        }

        foreach (var deviation in deviations)
        {
            notes.Add(Statement.Of(NoteOf(deviation.Kind), deviation.Path));
        }

        return notes;
    }

    private static FrameNote NoteOf(WireDeviationKind kind) => kind switch
    {
        WireDeviationKind.UnknownMember => FrameNote.UnknownMember,
        WireDeviationKind.NullMember => FrameNote.NullMember,
        WireDeviationKind.MissingOffset => FrameNote.MissingOffset,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no deviation"),
    };
}
