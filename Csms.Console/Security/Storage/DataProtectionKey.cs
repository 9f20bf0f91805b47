namespace Csms.Console.Security.Storage;

/// <summary>A key ring entry of ASP.NET Core Data Protection: cookies stay valid over restarts and on every node.</summary>
internal sealed class DataProtectionKey
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Xml { get; set; } = "";
}
