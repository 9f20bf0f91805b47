namespace Csms.Engine.Units;

/// <summary>The English of a code of a <see cref="Statement{TCode}"/>, with places <c>{0}</c>, <c>{1}</c>… for its values.</summary>
/// <param name="text">Stable: it stands in REST answers, logs and records.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SaysAttribute(string text) : Attribute
{
    /// <summary>The English.</summary>
    public string Text { get; } = text;
}
