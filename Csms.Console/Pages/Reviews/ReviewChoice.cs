using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Reviews;

/// <summary>What the form was sent with.</summary>
/// <param name="Decision">The decision; null closes a running session here.</param>
/// <param name="Reason">Why, as typed.</param>
public sealed record ReviewChoice(SessionDecision? Decision, string Reason);
