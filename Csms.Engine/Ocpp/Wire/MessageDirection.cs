namespace Csms.Engine.Ocpp.Wire;

/// <summary>Who sends the request of an action.</summary>
public enum MessageDirection
{
    FromStation,
    FromCsms,
    Both,
}
