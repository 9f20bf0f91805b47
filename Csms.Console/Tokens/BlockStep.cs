namespace Csms.Console.Tokens;

/// <summary>A step of blocking everywhere and what became of it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="Count">How many tokens, sessions or stations it touched.</param>
/// <param name="LeftOut">How many it could not touch.</param>
internal sealed record BlockStep(BlockStepKind Kind, BlockStepState State, int Count = 0, int LeftOut = 0);
