namespace Csms.Console.Notices;

/// <summary>What a threshold may be.</summary>
internal readonly record struct FieldRange(int Least, int Most);
