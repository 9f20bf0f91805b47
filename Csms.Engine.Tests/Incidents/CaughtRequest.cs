using System.Text.Json;

namespace Csms.Engine.Tests.Incidents;

/// <summary>A request that came.</summary>
internal sealed record CaughtRequest(byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Body => JsonElement.Parse(Bytes);
}
