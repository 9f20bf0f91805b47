namespace Csms.Console.Api.Tokens;

/// <summary>A step of blocking everywhere.</summary>
/// <param name="Step">status, sessions, caches or localLists.</param>
/// <param name="State">planned, done, given, notAsked, nobody or notKnown.</param>
/// <param name="Count">Tokens, sessions or stations that it touches.</param>
/// <param name="LeftOut">How many it can't touch.</param>
internal sealed record BlockStepView(string Step, string State, int Count, int LeftOut);
