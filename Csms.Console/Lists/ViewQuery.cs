using Microsoft.AspNetCore.WebUtilities;

namespace Csms.Console.Lists;

/// <summary>The part of an address that a view keeps: everything but which view it is. Pure.</summary>
internal static class ViewQuery
{
    /// <summary>Name of the view in the address.</summary>
    public const string View = "view";

    /// <summary>Name of the columns in the address.</summary>
    public const string Columns = "columns";

    private const string Sort = "sort";

    /// <summary>"state=offline&amp;sort=-kw": without the view, without empty values, in one order, so that the same view is the same text.</summary>
    public static string Of(string query, IEnumerable<string>? columns = null)
    {
        var values = QueryHelpers.ParseQuery(query).Where(pair => pair.Key != View && !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (columns is not null && !values.ContainsKey(Columns)) values[Columns] = string.Join(',', columns);
        return string.Join('&', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value).Replace("%2C", ",", StringComparison.Ordinal)}"));
    }

    /// <summary>The filter alone, as a word: what was ticked belongs to it, however the rows are ordered.</summary>
    public static string FilterOf(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        values.Remove(Columns);
        values.Remove(Sort);
        return Of(QueryHelpers.AddQueryString("", values));
    }

    /// <summary>The view that an address names.</summary>
    public static Guid? ViewOf(string query) => QueryHelpers.ParseQuery(query).TryGetValue(View, out var text) && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>Address of a view.</summary>
    public static string Href(string path, SavedView view) => $"{path}?{(view.Query.Length > 0 ? view.Query + "&" : "")}{View}={view.Id}";
}
