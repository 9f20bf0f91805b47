namespace Csms.Engine.Events;

/// <summary>Answer to a <see cref="NoticeReported"/> that repeats parts of it; handed back as it came.</summary>
/// <param name="Content">The dialect's own business.</param>
public sealed record NoticeAnswer(object Content) : StationAnswer;
