namespace Csms.Engine.Ocpp.Wire;

/// <summary>The form of a value on the wire with its constraints; the facts of the official schema as data.</summary>
public abstract class WireShape
{
    private protected WireShape()
    {
    }

    /// <summary>What it is.</summary>
    public abstract WireKind Kind { get; }

    /// <summary>Longest string in Unicode characters.</summary>
    public virtual int? MaxLength => null;

    /// <summary>Smallest number; null: no bound.</summary>
    public virtual decimal? Minimum => null;

    /// <summary>Largest number; null: no bound.</summary>
    public virtual decimal? Maximum => null;

    /// <summary>The number must be a multiple of it; null: of nothing.</summary>
    public virtual decimal? MultipleOf => null;

    /// <summary>Fewest items of a list; null: no bound.</summary>
    public virtual int? MinItems => null;

    /// <summary>Most items of a list; null: no bound.</summary>
    public virtual int? MaxItems => null;

    /// <summary>The words of an enumeration in the order of the schema.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>The official name of an enumeration; null for every other form.</summary>
    public virtual string? EnumName => null;

    /// <summary>The form of one item of an array.</summary>
    public virtual WireShape? Item => null;

    /// <summary>The type of an object, or of the objects of an array.</summary>
    public virtual WireType? Nested => Item?.Nested;
}
