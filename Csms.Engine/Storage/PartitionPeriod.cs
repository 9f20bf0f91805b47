namespace Csms.Engine.Storage;

/// <summary>Length of one piece of a partitioned table; weeks begin on Monday, everything in UTC.</summary>
internal enum PartitionPeriod
{
    Day,
    Week,
    Month,
}
