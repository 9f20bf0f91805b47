namespace Csms.Console.Templates;

/// <summary>Why a wanted value can't stand in a template.</summary>
public enum WantedFault
{
    /// <summary>It names no variable.</summary>
    NoAddress,

    /// <summary>The variable stands in it already.</summary>
    Twice,

    /// <summary>A password is set station by station: a template keeps none.</summary>
    Secret,

    /// <summary>The value is longer than a station can be sent.</summary>
    TooLong,
}
