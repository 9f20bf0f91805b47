using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>One item of a station's mailbox. A closed set.</summary>
internal abstract record StationWork
{
    /// <summary>A connection came up.</summary>
    public sealed record Opened(IStationLink Link) : StationWork;

    /// <summary>A connection went down.</summary>
    public sealed record Closed(IStationLink Link, Statement<LinkEnd> Reason) : StationWork;

    /// <summary>A message came in.</summary>
    public sealed record Message(IStationLink Link, StationMessage Content, IReply Reply) : StationWork
    {
        /// <summary>The store was asked for its transaction.</summary>
        public bool LookedUp { get; set; }

        /// <summary>A unique key of the store has refused it once.</summary>
        public bool Refused { get; set; }
    }

    /// <summary>Something of our own to do with the state: a pure function of it.</summary>
    public sealed record Own(Func<StationState, DateTimeOffset, Decision?> Decide, TaskCompletionSource<StationState?>? Done) : StationWork;
}
