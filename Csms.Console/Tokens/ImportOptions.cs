namespace Csms.Console.Tokens;

/// <summary>What an import does with what there is already.</summary>
/// <param name="UpdateExisting">Tokens that exist take over what the file says; else they stay as they are.</param>
/// <param name="BlockMissing">Tokens that the file does not name are blocked.</param>
public sealed record ImportOptions(bool UpdateExisting = true, bool BlockMissing = false);
