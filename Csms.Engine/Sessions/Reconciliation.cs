using System.Collections.Immutable;

namespace Csms.Engine.Sessions;

/// <summary>What a transaction message means for the sessions of its station.</summary>
public sealed record Reconciliation
{
    /// <summary>The sessions after it.</summary>
    public required SessionBook Book { get; init; }

    /// <summary>The session it is about; null when it is about none.</summary>
    public Session? Subject { get; init; }

    /// <summary>Sessions whose row must be written.</summary>
    public ImmutableArray<Session> Changed { get; init; } = [];

    /// <summary>Entries of the timeline to be written.</summary>
    public ImmutableArray<SessionEvent> Events { get; init; } = [];

    /// <summary>Meter readings to be written.</summary>
    public ImmutableArray<MeterRow> Meter { get; init; } = [];

    /// <summary>Everything in it was known already.</summary>
    public bool Repeated { get; init; }

    /// <summary>The store must be asked for this transaction id before the message can be understood.</summary>
    public string? LookUp { get; init; }

    /// <summary>Whether anything must be committed before the answer may leave.</summary>
    public bool HasWrites => !Changed.IsEmpty || !Events.IsEmpty || !Meter.IsEmpty;
}
