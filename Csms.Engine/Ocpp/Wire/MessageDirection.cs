namespace Csms.Engine.Ocpp.Wire;

/// <summary>Who sends the request of an action.</summary>
public enum MessageDirection
{
    /// <summary>The station asks.</summary>
    FromStation,

    /// <summary>The CSMS asks.</summary>
    FromCsms,

    /// <summary>Either may ask (DataTransfer).</summary>
    Both,
}
