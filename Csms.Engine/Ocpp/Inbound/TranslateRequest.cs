using Csms.Engine.Ocpp.Quirks;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Turns a payload that fits its schema into the domain's message. Pure.</summary>
/// <param name="request">The payload.</param>
/// <param name="mending">What was mended in it; null for a clean payload.</param>
internal delegate Translated TranslateRequest<in TRequest>(TRequest request, Mending? mending);
