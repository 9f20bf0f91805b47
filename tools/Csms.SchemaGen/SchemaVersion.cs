namespace Csms.SchemaGen;

/// <summary>An OCPP version: its folder of schemas and its namespace.</summary>
public sealed record SchemaVersion(string Folder, string Name)
{
    public static readonly IReadOnlyList<SchemaVersion> All = [new("1.6", "V16"), new("2.0.1", "V201"), new("2.1", "V21")];
}
