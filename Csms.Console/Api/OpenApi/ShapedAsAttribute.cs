namespace Csms.Console.Api.OpenApi;

/// <summary>JSON that goes out to the letter, and the type whose members it has, for the document.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShapedAsAttribute(Type type) : Attribute
{
    /// <summary>Type with the same members.</summary>
    public Type Type => type;
}
