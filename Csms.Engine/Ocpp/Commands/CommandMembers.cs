namespace Csms.Engine.Ocpp.Commands;

/// <summary>Which members of a command, written in the words of 2.1, a station of an older version can be told.</summary>
public sealed class CommandMembers
{
    private readonly IReadOnlySet<string> whole, entered;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> words;

    internal CommandMembers(IReadOnlySet<string> whole, IReadOnlySet<string> entered, IReadOnlyDictionary<string, IReadOnlyList<string>> words) =>
        (this.whole, this.entered, this.words) = (whole, entered, words);

    /// <summary>Whether it can be told a member.</summary>
    /// <param name="path">Where it stands, without the places in lists: <c>chargingProfile.chargingSchedule.duration</c>.</param>
    public bool Has(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (whole.Contains(path) || entered.Contains(path)) return true;

        // What is taken as a whole goes with all that is in it.
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (entered.Contains(path[..dot])) return false;
            if (whole.Contains(path[..dot])) return true;
        }

        return false;
    }

    /// <summary>Whether it needs a member that 2.1 leaves open: 1.6 has no period without a limit (1.6 7.13).</summary>
    /// <param name="path">As for <see cref="Has"/>.</param>
    public static bool Needs(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith("chargingSchedulePeriod.limit", StringComparison.Ordinal);
    }

    /// <summary>The words that it knows for a member; null: all of the list.</summary>
    /// <param name="path">As for <see cref="Has"/>.</param>
    public IReadOnlyList<string>? WordsOf(string path) => words.GetValueOrDefault(path);
}
