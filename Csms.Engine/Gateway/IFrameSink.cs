namespace Csms.Engine.Gateway;

/// <summary>Takes raw frames for the log. Called on the message path: copies what it needs and returns at once.</summary>
public interface IFrameSink
{
    /// <summary>Takes one exchange or one lone frame.</summary>
    void Append(in FrameRecord frame);
}
