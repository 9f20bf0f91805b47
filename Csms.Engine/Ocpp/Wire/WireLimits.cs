using System.Text.Encodings.Web;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>The bounds and the spelling that all readers and writers of the wire share.</summary>
internal static class WireLimits
{
    /// <summary>Deepest nesting of a frame; official messages stay below 12.</summary>
    public const int MaxDepth = 64;

    /// <summary>Text goes out as it is; only what JSON itself forbids is escaped.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
