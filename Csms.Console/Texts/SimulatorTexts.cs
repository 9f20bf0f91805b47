namespace Csms.Console.Texts;

/// <summary>Words of the simulator page; marker of SimulatorTexts.resx and SimulatorTexts.de.resx.</summary>
public sealed class SimulatorTexts;
