using System.Text.Json;
using Csms.Engine.LocalLists;

namespace Csms.Console.Api.LocalLists;

/// <summary>A token on a list, as OCPP 2.1 says it (AuthorizationData).</summary>
/// <param name="IdToken">The token.</param>
/// <param name="IdTokenInfo">What the station answers for it.</param>
internal sealed record LocalListEntryView(LocalListTokenView IdToken, JsonElement IdTokenInfo)
{
    public static LocalListEntryView Of(ListEntry entry) => new(new LocalListTokenView(entry.IdToken, entry.Type), JsonElement.Parse(entry.Info));
}
