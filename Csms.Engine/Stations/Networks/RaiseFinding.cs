namespace Csms.Engine.Stations.Networks;

/// <summary>The result of a look before a raise.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Ok">true: well; false: in the way; null: not known, a person decides.</param>
public sealed record RaiseFinding(RaiseCheck Check, bool? Ok);
