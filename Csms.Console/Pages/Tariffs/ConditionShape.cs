namespace Csms.Console.Pages.Tariffs;

/// <summary>What is typed for a condition.</summary>
internal enum ConditionShape
{
    /// <summary>A figure from and until.</summary>
    Figure,

    /// <summary>Minutes from and until; whole seconds.</summary>
    Span,

    /// <summary>Days from and until.</summary>
    Date,

    /// <summary>AC or DC.</summary>
    EvseKind,

    /// <summary>A word.</summary>
    Word,
}
