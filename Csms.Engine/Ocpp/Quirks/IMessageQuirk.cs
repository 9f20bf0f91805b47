using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>A deviation in what fits the schema. Asked of every message, so it looks at the type first and at few members. Pure.</summary>
internal interface IMessageQuirk : IQuirk
{
    /// <summary>The message as it is taken in; null when it does not show the deviation.</summary>
    StationMessage? Mend(StationMessage message);
}
