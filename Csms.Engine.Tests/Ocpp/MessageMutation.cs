using Csms.Engine.Ocpp.Wire;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>A payload with one fault, and what the reader must say about it. Without a kind it is a deviation that must be tolerated.</summary>
internal sealed record MessageMutation(JsonObject Payload, WireViolationKind? Kind, WireDeviationKind? Deviation, string Path);
