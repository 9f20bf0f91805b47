namespace Csms.Engine.Storage;

/// <summary>A write-behind queue of a room above the store; registered as a service it stands among the others on the page of the host's health.</summary>
internal interface IQueueGauge
{
    /// <summary>What waits, as of now.</summary>
    QueueHealth Health { get; }
}
