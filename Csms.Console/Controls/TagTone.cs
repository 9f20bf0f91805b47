namespace Csms.Console.Controls;

/// <summary>Tone of a <see cref="Tag"/>, a banner or a panel border.</summary>
public enum TagTone
{
    /// <summary>Grey.</summary>
    Neutral,
    /// <summary>Good.</summary>
    Ok,
    /// <summary>To know.</summary>
    Info,
    /// <summary>To look at.</summary>
    Warn,
    /// <summary>Broken.</summary>
    Danger,
    /// <summary>Belongs to a selection.</summary>
    Accent,
}
