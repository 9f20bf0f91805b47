namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="BootReported"/>.</summary>
/// <param name="Status">Whether it is part of the network.</param>
/// <param name="Now">The clock to set; UTC.</param>
/// <param name="Interval">Accepted: heartbeat interval; otherwise the wait before the next boot. Seconds.</param>
public sealed record BootAnswer(RegistrationStatus Status, DateTimeOffset Now, int Interval) : StationAnswer;
