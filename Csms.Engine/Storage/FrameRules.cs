using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>What narrows csms.frames beyond time, direction and action: one meaning for every reader of the log.</summary>
internal static class FrameRules
{
    /// <summary>The conditions; their four parameters begin at this place.</summary>
    public static string Sql(int first) =>
        $"""
        (${first}::text IS NULL OR payload ILIKE ${first} OR answer_payload ILIKE ${first} OR action ILIKE ${first} OR message_id ILIKE ${first} OR error_code ILIKE ${first}
             OR payload ~* ${first + 1} OR answer_payload ~* ${first + 1})
          AND (${first + 2}::text IS NULL OR action <> ${first + 2})
          AND (NOT ${first + 3} OR error_code IS NOT NULL OR quirks IS NOT NULL)
        """;

    /// <summary>Adds the four.</summary>
    public static NpgsqlParameterCollection Rules(this NpgsqlParameterCollection parameters, FrameSearch? search, string? notAction, bool onlyTroubled) =>
        parameters.Containing(search?.Text).Text(search?.Pattern).Text(notAction).Boolean(onlyTroubled);
}
