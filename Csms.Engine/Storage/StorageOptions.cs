using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Storage;

/// <summary>Section <c>Csms</c>: where the data lives. The connection string itself is <c>ConnectionStrings:Csms</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms";

    /// <summary>Folder of the private PostgreSQL, used when <c>ConnectionStrings:Csms</c> is empty.</summary>
    [Required]
    public string DataDirectory { get; set; } = "./data";

    /// <summary>Seconds the start waits for the database to answer before it gives up.</summary>
    [Range(1, 3600)]
    public int DatabaseWaitSeconds { get; set; } = 60;
}
