namespace Csms.Console.Security.ApiKeys;

/// <summary>Why a key was not deleted.</summary>
internal enum KeyRefusal
{
    /// <summary>There is none, or it is not the caller's to see.</summary>
    Gone,
    /// <summary>It holds more than the caller has.</summary>
    NotYours,
}
