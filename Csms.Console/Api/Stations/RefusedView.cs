using System.Text.Json;
using Csms.Engine.Gateway;

namespace Csms.Console.Api.Stations;

/// <summary>A connection that was refused at its handshake.</summary>
/// <param name="At">When.</param>
/// <param name="StationId">Identity in the path, cut to 48 characters; null: none.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Code">Why, as a word.</param>
/// <param name="Reason">Why, in English.</param>
internal sealed record RefusedView(DateTimeOffset At, string? StationId, string? Address, int Status, string Code, string Reason)
{
    public static RefusedView Of(RefusedConnect refused) =>
        new(refused.At, refused.Station, refused.Remote, refused.Status, JsonNamingPolicy.CamelCase.ConvertName(refused.Reason.Code.ToString()), refused.Reason.ToString());
}
