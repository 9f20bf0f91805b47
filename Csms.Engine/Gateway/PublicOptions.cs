namespace Csms.Engine.Gateway;

/// <summary>Section <c>Csms</c>: how the host is reached from outside.</summary>
public sealed class PublicOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms";

    /// <summary>Address under which stations and people reach the host, for instance <c>https://csms.example.com</c>; empty: the names of the machine.</summary>
    public string PublicUrl { get; set; } = "";
}
