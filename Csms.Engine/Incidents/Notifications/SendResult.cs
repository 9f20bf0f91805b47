using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>What became of an attempt.</summary>
/// <param name="Ok">It was taken.</param>
/// <param name="Said">What the other side said, or why it could not be reached.</param>
/// <param name="Final">Trying again would be refused again.</param>
public sealed record SendResult(bool Ok, Statement<SendAnswer> Said, bool Final = false)
{
    /// <summary>It was not tried, or not taken.</summary>
    public static SendResult Failed(SendAnswer why, params ReadOnlySpan<StatementValue> values) => new(false, Statement.Of(why, values));

    /// <summary>It was not taken, and would not be the next time either.</summary>
    public static SendResult Refused(SendAnswer why, params ReadOnlySpan<StatementValue> values) => new(false, Statement.Of(why, values), Final: true);
}
