namespace Csms.Engine.FieldWork;

/// <summary>Why a photo was not taken.</summary>
public enum PhotoRefusal
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>Its content is no JPEG, PNG or WebP.</summary>
    NoImage,

    /// <summary>It breaks off or is damaged.</summary>
    Damaged,

    /// <summary>Larger than <see cref="FieldDesk.MostPhotoBytes"/>.</summary>
    TooBig,

    /// <summary>The station has as many as are kept.</summary>
    TooMany,
}
