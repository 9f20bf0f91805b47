using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.V21;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp;

/// <summary>Charging profiles and what belongs to them from JSON in 2.1's words: bodies of commands, answers, records. Pure; what does not fit is null.</summary>
public static class ChargingReader
{
    /// <summary>A profile, as it stands in SetChargingProfile.</summary>
    public static ChargingProfile? Profile(string json) => Read(ChargingProfileType.Wire, json) is { } wire ? V21Charging.Profile(wire) : null;

    /// <summary>The same.</summary>
    public static ChargingProfile? Profile(JsonElement json) => Profile(json.GetRawText());

    /// <summary>The schedule in an answer to GetCompositeSchedule; 1.6 may leave out when it begins: then it is <paramref name="now"/>.</summary>
    public static ChargingSchedule? Composite(JsonObject response, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response["schedule"]?.DeepClone() is not JsonObject schedule) return null;
        schedule["scheduleStart"] ??= now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Read(CompositeScheduleType.Wire, schedule.ToJsonString()) is { } wire ? V21Charging.Composite(wire) : null;
    }

    /// <summary>The values of an UpdateDynamicSchedule.</summary>
    public static DynamicValues? Values(JsonElement update) => Read(ChargingScheduleUpdateType.Wire, update.GetRawText()) is { } wire ? V21Charging.Values(wire) : null;

    /// <summary>The control of a SetDERControl.</summary>
    public static DerControl? Control(JsonElement body) => Read(SetDERControlRequest.Wire, body.GetRawText()) is { } wire ? V21Der.Set(wire) : null;

    private static T? Read<T>(WireType<T> type, string json) where T : class => type.Read(Encoding.UTF8.GetBytes(json)).Value;
}
