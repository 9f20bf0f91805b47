using System.Globalization;

namespace Csms.Engine.Storage;

/// <summary>A table kept in pieces of time, and how long.</summary>
/// <param name="Name">Table in schema csms.</param>
/// <param name="Column">Its time column.</param>
/// <param name="Period">Length of a piece.</param>
/// <param name="Behind">Pieces kept ready before the current one, for what comes late.</param>
/// <param name="Ahead">Pieces kept ready after it.</param>
/// <param name="RetentionDays">Pieces wholly older are dropped; 0 for never.</param>
internal sealed record PartitionedTable(string Name, string Column, PartitionPeriod Period, int Behind, int Ahead, int RetentionDays)
{
    /// <summary>The pieces that should be there at a time, oldest first.</summary>
    public IEnumerable<Partition> Wanted(DateTimeOffset now)
    {
        for (var i = -Behind; i <= Ahead; i++)
        {
            var from = Period switch
            {
                PartitionPeriod.Day => Midnight(now).AddDays(i),
                PartitionPeriod.Week => Midnight(now).AddDays(-(((int)now.UtcDateTime.DayOfWeek + 6) % 7)).AddDays(7 * i),
                PartitionPeriod.Month => new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(i),
                _ => throw new InvalidOperationException($"No such period: {Period}."),
            };
            if (RetentionDays == 0 || End(from) > now.AddDays(-RetentionDays)) yield return new(PartitionName(from), from, End(from));
        }
    }

    /// <summary>Whether a piece, known by its name, is wholly beyond the retention. The default piece never is.</summary>
    public bool IsExpired(string partition, DateTimeOffset now)
    {
        if (RetentionDays == 0 || !partition.StartsWith(Name + "_", StringComparison.Ordinal)) return false;
        return DateTimeOffset.TryParseExact(partition[(Name.Length + 1)..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)
            && End(from) <= now.AddDays(-RetentionDays);
    }

    private DateTimeOffset End(DateTimeOffset from) => Period switch
    {
        PartitionPeriod.Day => from.AddDays(1),
        PartitionPeriod.Week => from.AddDays(7),
        _ => from.AddMonths(1),
    };

    private string PartitionName(DateTimeOffset from) => string.Create(CultureInfo.InvariantCulture, $"{Name}_{from:yyyyMMdd}");

    private static DateTimeOffset Midnight(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
