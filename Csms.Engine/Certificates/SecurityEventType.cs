namespace Csms.Engine.Certificates;

/// <summary>A type of security event.</summary>
/// <param name="Name">As 2.x spells it.</param>
/// <param name="NameIn16">As the security whitepaper of 1.6 spells it, where that differs.</param>
/// <param name="IsCritical">The standard says that a station must tell of it (2.1 part 2, appendix 1; the whitepaper of 1.6 calls fewer critical).</param>
/// <param name="IsAlarm">It opens an incident here: a person should look.</param>
/// <param name="Why">Why it does or does not.</param>
public sealed record SecurityEventType(string Name, string? NameIn16, bool IsCritical, bool IsAlarm, string Why);
