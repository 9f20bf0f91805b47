namespace Csms.Engine.Incidents.Notifications;

/// <summary>How long to wait after an attempt that failed: a quarter of a day in all, then it is given up.</summary>
internal static class Backoff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(2),
    ];

    /// <summary>Wait after the attempt of this number, from 1; null: it was the last.</summary>
    public static TimeSpan? After(int attempt) => attempt <= Waits.Length ? Waits[attempt - 1] : null;
}
