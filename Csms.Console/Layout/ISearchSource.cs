using Csms.Console.Security;

namespace Csms.Console.Layout;

/// <summary>Something that Ctrl K can find: stations, sessions, tokens, pages. Register as many as there are kinds.</summary>
public interface ISearchSource
{
    /// <summary>Place among the sources.</summary>
    int Order { get; }

    /// <summary>Heading above its hits, in the person's language.</summary>
    string Heading { get; }

    /// <summary>Hits within the scope, best first. An empty text asks for what is worth offering without one, mostly nothing.</summary>
    ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken);
}
