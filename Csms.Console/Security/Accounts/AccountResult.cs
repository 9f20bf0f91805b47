namespace Csms.Console.Security.Accounts;

/// <summary>How a change of an account ended; the errors are sentences for the form.</summary>
internal sealed record AccountResult(bool Succeeded, IReadOnlyList<string> Errors, ConsoleUser? User = null)
{
    public static readonly AccountResult NotFound = new(false, ["This user no longer exists."]);
    public static readonly AccountResult NotYours = new(false, ["This account or role holds more than you have yourself."]);
    public static readonly AccountResult LastAdministrator = new(false, ["One administrator has to remain."]);
}
