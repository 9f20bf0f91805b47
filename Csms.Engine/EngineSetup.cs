namespace Csms.Engine;

/// <summary>Composition of the engine: the only file that sees every module.</summary>
public static class EngineSetup
{
}
