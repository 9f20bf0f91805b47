namespace Csms.Console.Pages.Bulk;

/// <summary>Addresses of bulk runs.</summary>
public static class BulkLinks
{
    /// <summary>The list.</summary>
    public const string List = "/bulk";

    /// <summary>A run.</summary>
    public static string Of(Guid id) => $"{List}/{id}";
}
