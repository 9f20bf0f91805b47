using System.Collections;
using System.Text;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>All actions of one OCPP version, found by name without allocating.</summary>
public sealed class OcppActionTable : IReadOnlyList<OcppAction>
{
    private readonly OcppAction[] actions;
    private readonly (byte[] Name, OcppAction Action)[][] byLength;

    internal OcppActionTable(OcppAction[] actions)
    {
        this.actions = actions;
        byLength = new (byte[], OcppAction)[actions.Max(action => action.Name.Length) + 1][];
        for (var length = 0; length < byLength.Length; length++)
        {
            byLength[length] = [.. actions.Where(action => action.Name.Length == length).Select(action => (Encoding.UTF8.GetBytes(action.Name), action))];
        }
    }

    /// <summary>How many.</summary>
    public int Count => actions.Length;

    /// <summary>One by its place in the order of names.</summary>
    public OcppAction this[int index] => actions[index];

    /// <summary>The action with exactly this name, or null.</summary>
    public OcppAction? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < byLength.Length)
        {
            foreach (var (candidate, action) in byLength[name.Length])
            {
                if (name.SequenceEqual(candidate))
                {
                    return action;
                }
            }
        }

        return null;
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public OcppAction? Find(string name)
    {
        if (name.Length < byLength.Length)
        {
            foreach (var (_, action) in byLength[name.Length])
            {
                if (action.Name == name)
                {
                    return action;
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<OcppAction> GetEnumerator() => ((IEnumerable<OcppAction>)actions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
