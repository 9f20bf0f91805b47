using System.Text;
using System.Text.Json;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>What the standard says of a payload before it is sent. It warns, it does not forbid: only what is no JSON object cannot be sent. Pure.</summary>
internal sealed record RawCheck
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The payload; null when it is no JSON object.</summary>
    public JsonElement? Payload { get; private init; }

    /// <summary>Why it is none: what the reader says; null when it is JSON of another kind.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>The station's version knows the action, as one that it receives.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>The first rule that it breaks; null when it breaks none.</summary>
    public Statement<FrameNote>? Fault { get; private init; }

    /// <summary>Fields that the standard does not know.</summary>
    public IReadOnlyList<string> Unknown { get; private init; } = [];

    /// <summary>It sets a password, which nobody takes over.</summary>
    public bool HasSecret { get; private init; }

    /// <summary>It can leave without a further question.</summary>
    public bool IsFine => Payload is not null && IsKnown && Fault is null && Unknown.Count == 0 && !HasSecret;

    /// <summary>Judges a payload.</summary>
    /// <param name="action">Action of the station's version; null: not known to it.</param>
    /// <param name="text">What was written.</param>
    public static RawCheck Of(OcppAction? action, string text)
    {
        JsonElement payload;
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return new RawCheck { IsKnown = action is not null };
            payload = document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            return new RawCheck { IsKnown = action is not null, Unreadable = fault.Message };
        }

        IReadOnlyList<WireDeviation> deviations = [];
        var violation = action?.Request.Check(Encoding.UTF8.GetBytes(text), out deviations);
        return new RawCheck
        {
            Payload = payload,
            IsKnown = action is not null,
            Fault = violation?.Said,
            Unknown = [.. deviations.Where(deviation => deviation.Kind == WireDeviationKind.UnknownMember).Select(deviation => deviation.Path)],
            HasSecret = RawCalls.CarriesSecret(payload),
        };
    }
}
