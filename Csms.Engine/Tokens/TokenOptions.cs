namespace Csms.Engine.Tokens;

/// <summary>Section <c>Csms:Tokens</c>.</summary>
public sealed record TokenOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Tokens";

    /// <summary>Tokens that nobody has entered may charge. For closed sites only; default false.</summary>
    public bool AcceptUnknown { get; init; }
}
