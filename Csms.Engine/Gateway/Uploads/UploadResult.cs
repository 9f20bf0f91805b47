namespace Csms.Engine.Gateway.Uploads;

/// <summary>What became of an upload.</summary>
public enum UploadResult
{
    /// <summary>It is on disk and noted.</summary>
    Stored,

    /// <summary>No such address was given out.</summary>
    Unknown,

    /// <summary>The address had its time.</summary>
    Expired,

    /// <summary>A file has come to this address, or is just coming.</summary>
    Used,

    /// <summary>Longer than files may be.</summary>
    TooBig,

    /// <summary>It broke off, or held nothing. The address can be used again.</summary>
    Truncated,

    /// <summary>Our disk or database could not take it. The address can be used again.</summary>
    NoRoom,
}
