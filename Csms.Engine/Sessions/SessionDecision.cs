namespace Csms.Engine.Sessions;

/// <summary>What a person decides about a session in doubt. Closed set.</summary>
public abstract record SessionDecision
{
    private SessionDecision()
    {
    }

    /// <summary>The figures are right as they are.</summary>
    /// <param name="Kind">Settles this flag; null: every open one.</param>
    public sealed record Accept(SessionFlagKind? Kind = null) : SessionDecision;

    /// <summary>Another figure counts; settles every open flag. Only of an ended session in doubt.</summary>
    /// <param name="EnergyWh">Wh.</param>
    public sealed record Correct(long EnergyWh) : SessionDecision;

    /// <summary>The session is put in doubt.</summary>
    public sealed record Flag : SessionDecision;
}
