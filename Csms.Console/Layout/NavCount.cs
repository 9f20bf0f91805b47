namespace Csms.Console.Layout;

/// <summary>A figure in the navigation; only what waits for a person is alarming (red).</summary>
public readonly record struct NavCount(int Value, bool Alarming = false);
