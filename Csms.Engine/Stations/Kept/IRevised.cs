namespace Csms.Engine.Stations.Kept;

/// <summary>A state whose every change has a higher number: the store and the other nodes know by it which of two is the newer.</summary>
public interface IRevised
{
    /// <summary>Rises with every change.</summary>
    long Revision { get; }
}
