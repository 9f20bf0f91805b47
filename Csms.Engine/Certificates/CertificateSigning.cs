using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>A station's request for a certificate (SignCertificate; 2.x A02, A03) and what became of it. Immutable.</summary>
public sealed record CertificateSigning
{
    /// <summary>What it is when the station does not say.</summary>
    public const string StationUse = "ChargingStationCertificate";

    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it came; UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>ChargingStationCertificate, V2GCertificate, V2G20Certificate; null: the station did not say.</summary>
    public string? Use { get; init; }

    /// <summary>The station's number for it (2.1), repeated with CertificateSigned.</summary>
    public int? RequestId { get; init; }

    /// <summary>The request as it came.</summary>
    public required string Csr { get; init; }

    /// <summary>How far it is.</summary>
    public SigningState State { get; init; }

    /// <summary>Why it came to nothing.</summary>
    public SigningFault? Fault { get; init; }

    /// <summary>The word of the station or of the other authority.</summary>
    public string? Answer { get; init; }

    /// <summary>The chain as it is sent, PEM, leaf first; null before it is signed.</summary>
    public string? Chain { get; init; }

    /// <summary>What its leaf says; null before it is signed.</summary>
    public CertificateFacts? Certificate { get; init; }

    /// <summary>The command that carries it; null before it is signed.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>When it came to its end; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>For the connection with us, not with cars.</summary>
    public bool IsForUs => Use is null or StationUse;

    /// <summary>Neither done nor failed.</summary>
    public bool IsUnderWay => State is SigningState.Signing or SigningState.Sending;
}
