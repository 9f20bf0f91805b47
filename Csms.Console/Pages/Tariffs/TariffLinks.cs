namespace Csms.Console.Pages.Tariffs;

/// <summary>Addresses of tariff pages.</summary>
public static class TariffLinks
{
    /// <summary>The list.</summary>
    public const string List = "/tariffs";

    /// <summary>A new one.</summary>
    public const string New = "/tariff-editor";

    /// <summary>A tariff.</summary>
    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    /// <summary>A version of it.</summary>
    public static string Of(string id, int version) => $"{Of(id)}?version={version}";

    /// <summary>Its editor.</summary>
    public static string Edit(string id) => $"{New}/{Uri.EscapeDataString(id)}";
}
