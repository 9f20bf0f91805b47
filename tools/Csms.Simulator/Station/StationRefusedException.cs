using System.Net;

namespace Csms.Simulator.Station;

/// <summary>The server did not let the station in.</summary>
public sealed class StationRefusedException : Exception
{
    /// <param name="status">HTTP status of the handshake, 0 when there was none.</param>
    /// <param name="message">What happened.</param>
    /// <param name="inner">The cause.</param>
    public StationRefusedException(HttpStatusCode status, string message, Exception? inner) : base(message, inner) => Status = status;

    /// <summary>HTTP status of the handshake, 0 when there was none.</summary>
    public HttpStatusCode Status { get; }
}
