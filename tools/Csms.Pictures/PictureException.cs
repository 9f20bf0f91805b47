namespace Csms.Pictures;

/// <summary>Pictures cannot be made; the message is for the person who asked for them.</summary>
internal sealed class PictureException(string message) : Exception(message);
