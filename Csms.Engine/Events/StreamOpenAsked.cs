namespace Csms.Engine.Events;

/// <summary>A station wants to open a periodic event stream (2.1 OpenPeriodicEventStream, N11).</summary>
/// <param name="Terms">The stream.</param>
public sealed record StreamOpenAsked(StreamTerms Terms) : StationMessage;
