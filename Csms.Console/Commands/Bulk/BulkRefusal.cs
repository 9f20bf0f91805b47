namespace Csms.Console.Commands.Bulk;

/// <summary>Why a bulk run is not started.</summary>
public enum BulkRefusal
{
    /// <summary>No station can take part.</summary>
    Nobody,
    /// <summary>A password for many stations: each has its own, and the record keeps none.</summary>
    Secret,
    /// <summary>An address names a user or a password: the record keeps none.</summary>
    Credentials,
    /// <summary>The command is about one transaction, one person or one request of one station.</summary>
    NotForMany,
    /// <summary>What was to be installed is no root certificate that a station could use.</summary>
    Certificate,
    /// <summary>Its members are not as OCPP has them: no station could be told it.</summary>
    Body,
}
