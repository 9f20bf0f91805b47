namespace Csms.Console.Texts;

/// <summary>What the engine says, by code; marker of EngineTexts.resx and EngineTexts.de.resx.</summary>
public sealed class EngineTexts;
