using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Csms.Engine.Sessions;

/// <summary>Place in the list of sessions, newest first.</summary>
/// <param name="StartedAt">Of the last one shown.</param>
/// <param name="Id">Of the last one shown.</param>
public readonly record struct SessionCursor(DateTimeOffset StartedAt, long Id)
{
    /// <summary>As an opaque word.</summary>
    public string Encode() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}.{Id}")));

    /// <summary>Reads the opaque word; null when it is none of ours.</summary>
    public static SessionCursor? Decode(string? word)
    {
        if (string.IsNullOrEmpty(word) || !Base64Url.IsValid(word))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(word)).Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new SessionCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : null;
    }
}
