using Microsoft.AspNetCore.Components;

namespace Csms.Console.Controls;

/// <summary>Filters, sort and tabs live in the address.</summary>
public static class NavigationQuery
{
    /// <summary>Sets (or with null takes away) one value without a new entry in the history.</summary>
    public static void SetQuery(this NavigationManager navigation, string name, string? value) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value), replace: true);

    /// <summary>Sets several at once; null takes one away.</summary>
    public static void SetQuery(this NavigationManager navigation, IReadOnlyDictionary<string, object?> values) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(values), replace: true);
}
