namespace Csms.Console.Pages.Admin;

/// <summary>How the user form ended: a password to hand over, or an error, or neither.</summary>
internal sealed record UserFormResult(string Name, string? Password = null, string? Error = null);
