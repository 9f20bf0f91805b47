using Csms.Engine.Stations.Commands;

namespace Csms.Engine.Customers;

/// <summary>A request for a customer's data, or to clear them, and what became of it (OCPP 2.1 part 2, N09 and N10).</summary>
public sealed record CustomerRequest
{
    /// <summary>The command.</summary>
    public required Guid Command { get; init; }

    /// <summary>Number that the parts of the report refer to; null: it was refused before it had one.</summary>
    public int? RequestId { get; init; }

    /// <summary>Who asked.</summary>
    public required string Actor { get; init; }

    /// <summary>When; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The station is to report.</summary>
    public bool Report { get; init; }

    /// <summary>The station is to clear.</summary>
    public bool Clear { get; init; }

    /// <summary>By what the customer is named.</summary>
    public CustomerSubject Subject { get; init; }

    /// <summary>The token, the identifier, or the serial number of the certificate; null: removed.</summary>
    public string? Name { get; init; }

    /// <summary>How far the command is.</summary>
    public CommandStage Stage { get; init; }

    /// <summary>The station's word; null: none yet.</summary>
    public string? Status { get; init; }

    /// <summary>When what is kept of it is removed, at the latest; null: it is removed.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
