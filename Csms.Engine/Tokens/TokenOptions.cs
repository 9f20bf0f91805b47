namespace Csms.Engine.Tokens;

/// <summary>Section <c>Csms:Tokens</c>.</summary>
public sealed record TokenOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Tokens";

    /// <summary>Tokens that nobody has entered may charge. For closed sites only; default false.</summary>
    public bool AcceptUnknown { get; init; }

    /// <summary>
    /// Tokens of type DirectPayment that nobody has entered may charge: a terminal has taken the payment, and its reference is the token (2.1 C18, C24, C25).
    /// Default true.
    /// </summary>
    public bool AcceptDirectPayment { get; init; } = true;
}
