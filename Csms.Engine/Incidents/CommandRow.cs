namespace Csms.Engine.Incidents;

/// <summary>Commands in a row that a station left unanswered; 0 after an answer.</summary>
internal sealed record CommandRow(int Unanswered, DateTimeOffset Since, DateTimeOffset LastAt, string Action, string LastCommand);
