using System.Diagnostics.CodeAnalysis;

namespace Csms.Engine.Units;

/// <summary>Values of an enum by their names. Unlike <see cref="Enum.TryParse{TEnum}(string, out TEnum)"/> it takes no numbers: what comes from outside must be a word.</summary>
public static class EnumName
{
    /// <summary>The value of that name; null: there is none.</summary>
    public static TEnum? Find<TEnum>(string? name, bool ignoreCase = false) where TEnum : struct, Enum =>
        TryFind<TEnum>(name, out var value, ignoreCase) ? value : null;

    /// <summary>Whether there is a value of that name.</summary>
    public static bool TryFind<TEnum>([NotNullWhen(true)] string? name, out TEnum value, bool ignoreCase = false) where TEnum : struct, Enum
    {
        value = default;
        return name is { Length: > 0 } && (char.IsAsciiLetter(name[0]) || name[0] == '_') && !name.Contains(',', StringComparison.Ordinal)
            && Enum.TryParse(name, ignoreCase, out value);
    }
}
