using System.Text.Json.Nodes;

namespace Csms.Console.Api.Networks;

/// <summary>A network connection profile.</summary>
/// <param name="Slot">Its slot.</param>
/// <param name="ConnectionData">NetworkConnectionProfileType, secrets masked.</param>
/// <param name="At">When it was accepted or told.</param>
/// <param name="Actor">Who gave it; null: the station tells it by its device model.</param>
internal sealed record NetworkProfileView(int Slot, JsonObject ConnectionData, DateTimeOffset At, string? Actor);
