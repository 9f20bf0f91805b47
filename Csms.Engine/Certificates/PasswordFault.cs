namespace Csms.Engine.Certificates;

/// <summary>Why a change of a password came to nothing. The words are stored: append only.</summary>
public enum PasswordFault
{
    /// <summary>The station said no; the old password stays.</summary>
    Refused,

    /// <summary>It could not be sent; the old password stays.</summary>
    NotSent,

    /// <summary>The station gave no answer and may have taken it: both passwords count.</summary>
    NoAnswer,

    /// <summary>A person has entered another password meanwhile: only that one counts.</summary>
    Replaced,
}
