namespace Csms.Console.Controls;

/// <summary>A sentence of the tooltip within a span.</summary>
public sealed record ChartReason(long From, long To, string Text);
