namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>What became of checking a signature.</summary>
internal enum SignatureCheck
{
    /// <summary>It is of this key.</summary>
    Holds,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>Signed in a way that is not checked here: nothing is known.</summary>
    NotChecked,
}
