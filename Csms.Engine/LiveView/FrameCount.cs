namespace Csms.Engine.LiveView;

/// <summary>Exchanges in a stretch of time.</summary>
/// <param name="All">How many.</param>
/// <param name="Errors">How many of them ended in an error.</param>
public readonly record struct FrameCount(int All, int Errors);
