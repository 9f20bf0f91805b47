using System.Text;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>One member of a message or type: its name, whether it must be there, and the form of its value.</summary>
public abstract class WireField
{
    private protected WireField(string name, bool required, WireShape shape)
    {
        Name = name;
        Required = required;
        Shape = shape;
        Utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The member's name on the wire.</summary>
    public string Name { get; }

    /// <summary>It must be there.</summary>
    public bool Required { get; }

    /// <summary>What it holds, with its constraints.</summary>
    public WireShape Shape { get; }

    /// <summary>What it holds.</summary>
    public WireKind Kind => Shape.Kind;

    internal byte[] Utf8Name { get; }

    /// <summary>The value in an object of the owning type (boxed; null when absent), for views and tests.</summary>
    public abstract object? Get(object owner);
}
