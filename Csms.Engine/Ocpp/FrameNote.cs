using Csms.Engine.Units;

namespace Csms.Engine.Ocpp;

/// <summary>What is noted of a frame: what its schema forbids (first value: where), what was tolerated or mended, what became of it. The names are stored: append only.</summary>
public enum FrameNote
{
    /// <summary>Words of a record from before there were codes.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>Bytes that are no text.</summary>
    [Says("The payload is not valid UTF-8")]
    NotUtf8,

    /// <summary>Text that is no JSON.</summary>
    [Says("The payload is not valid JSON")]
    NotJson,

    /// <summary>JSON of another kind.</summary>
    [Says("The payload must be an object")]
    NotAnObject,

    /// <summary>More than one value.</summary>
    [Says("The payload is followed by something else")]
    Followed,

    /// <summary>In the name of a member.</summary>
    [Says("The payload holds half of a surrogate pair")]
    HalfSurrogateInName,

    /// <summary>In the name of a member.</summary>
    [Says("The payload holds the character U+0000")]
    NulInName,

    /// <summary>Text that no store takes.</summary>
    [Says("{0} holds half of a surrogate pair")]
    HalfSurrogate,

    /// <summary>Text that no store takes.</summary>
    [Says("{0} holds the character U+0000")]
    Nul,

    /// <summary>A member that must be there.</summary>
    [Says("{0} is required")]
    Required,

    /// <summary>A member that must have a value.</summary>
    [Says("{0} must not be null")]
    Null,

    /// <summary>The same member again.</summary>
    [Says("{0} is there twice")]
    Twice,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be an object")]
    NoObject,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be an array")]
    NoList,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be a string")]
    NoText,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be an integer")]
    NoInteger,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be a number")]
    NoNumber,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be true or false")]
    NoBoolean,

    /// <summary>Another kind of value.</summary>
    [Says("{0} must be a date and time (RFC 3339)")]
    NoTime,

    /// <summary>More digits than a number has.</summary>
    [Says("{0} is beyond the range of integers")]
    BeyondIntegers,

    /// <summary>More digits than a number has.</summary>
    [Says("{0} is beyond the range of decimal numbers")]
    BeyondNumbers,

    /// <summary>Outside of the bounds.</summary>
    [Says("{0} must be between {1} and {2}")]
    NotBetween,

    /// <summary>Outside of the bounds.</summary>
    [Says("{0} must be at least {1}")]
    TooSmall,

    /// <summary>Outside of the bounds.</summary>
    [Says("{0} must be at most {1}")]
    TooLarge,

    /// <summary>Too many decimals.</summary>
    [Says("{0} must be a multiple of {1}")]
    NotMultiple,

    /// <summary>A list that is too long.</summary>
    [Says("{0} has more than {1} items")]
    TooMany,

    /// <summary>A list that is too short.</summary>
    [Says("{0} has fewer than {1} items")]
    TooFew,

    /// <summary>A text that is too long.</summary>
    [Says("{0} is longer than {1} characters")]
    TooLong,

    /// <summary>A word that the list of words lacks.</summary>
    [Says("{0} has the undefined value \"{1}\"")]
    UndefinedWord,

    /// <summary>A sample that can not be measured by.</summary>
    [Says("{0} is not a number")]
    NoMeasurement,

    /// <summary>A sample that can not be measured by.</summary>
    [Says("{0} is no unit of its measurand")]
    NoUnit,

    /// <summary>No message of the version.</summary>
    [Says("This action is not known")]
    UnknownAction,

    /// <summary>A message of the other direction.</summary>
    [Says("This action is for the station to receive, not to send")]
    NotToCsms,

    /// <summary>Tolerated.</summary>
    [Says("{0} is not in the standard and was passed over")]
    UnknownMember,

    /// <summary>Tolerated.</summary>
    [Says("{0} is null and was taken as absent")]
    NullMember,

    /// <summary>Tolerated.</summary>
    [Says("{0} has no time zone and was taken as UTC")]
    MissingOffset,

    /// <summary>Mended.</summary>
    [Says("Mended: white space around a value was left out")]
    PaddedText,

    /// <summary>Mended.</summary>
    [Says("Mended: a unit was spelt otherwise")]
    UnitSpelling,

    /// <summary>Mended.</summary>
    [Says("Mended: a word was written in another case")]
    EnumCase,

    /// <summary>Mended.</summary>
    [Says("Mended: the transaction id was text instead of a number")]
    TransactionIdAsText,

    /// <summary>Mended.</summary>
    [Says("Mended: a sampled value was text instead of a number, or the reverse")]
    SampleValueType,

    /// <summary>Mended.</summary>
    [Says("Mended: a decimal comma was read as a point")]
    CommaDecimal,

    /// <summary>Mended.</summary>
    [Says("Mended: a time was given as Unix time")]
    EpochTime,

    /// <summary>Mended.</summary>
    [Says("Mended: a time was unusable and was taken as not given")]
    UnusableTime,

    /// <summary>Mended.</summary>
    [Says("Mended: meterStop was missing and was taken as not given")]
    MissingMeterStop,

    /// <summary>Mended.</summary>
    [Says("Mended: a sample that no version knows was kept as written")]
    UnknownSample,

    /// <summary>Mended.</summary>
    [Says("Mended: a number that only 2.0.1 allows was left out")]
    WiderIn201,

    /// <summary>What became of it.</summary>
    [Says("Repeated while it was being processed: answered once")]
    RepeatUnderWay,

    /// <summary>What became of it.</summary>
    [Says("Repeated under the same message id: first answer sent again")]
    RepeatAnswered,

    /// <summary>What became of it.</summary>
    [Says("Nobody waits for this answer: dropped")]
    NobodyWaits,

    /// <summary>Mended.</summary>
    [Says("Mended: an error code that the standard lacks was taken as OtherError")]
    UnknownErrorCode,

    /// <summary>Mended.</summary>
    [Says("Mended: the transaction id was null and was taken as not known")]
    NullTransactionId,

    /// <summary>Mended.</summary>
    [Says("Mended: a whole number was written as text")]
    NumberAsText,

    /// <summary>Mended.</summary>
    [Says("Mended: a register with decimals was taken as not given")]
    FractionalRegister,

    /// <summary>Mended.</summary>
    [Says("Mended: a time was missing and was taken as not given")]
    MissingTime,

    /// <summary>Mended.</summary>
    [Says("Mended: a single reading was not in a list")]
    SingleReading,

    /// <summary>Mended.</summary>
    [Says("Mended: a reading without samples was left out")]
    EmptyReading,

    /// <summary>Mended.</summary>
    [Says("Mended: a serial number was too long and was cut")]
    LongSerialNumber,

    /// <summary>Tolerated.</summary>
    [Says("The transaction id was never issued; the session was found by rule")]
    UnissuedTransactionId,

    /// <summary>Tolerated.</summary>
    [Says("The idTag is empty; at a stop it was taken as none")]
    EmptyToken,

    /// <summary>Mended.</summary>
    [Says("Mended: a negative register was taken as not given")]
    NegativeRegister,

    /// <summary>In a vendor's message.</summary>
    [Says("{0} is not in the schema")]
    NotInSchema,

    /// <summary>Tolerated; found over many messages.</summary>
    [Says("The energy register counts kWh under the name of Wh")]
    KilowattHourRegister,

    /// <summary>Refused: the number and the highest.</summary>
    [Says("EVSE (1.6: connectorId) {0} is outside of 0 to {1}")]
    EvseOutOfBounds,

    /// <summary>Refused: the number and the highest.</summary>
    [Says("connectorId {0} is outside of 0 to {1}")]
    ConnectorOutOfBounds,

    /// <summary>Refused: how many are taken.</summary>
    [Says("The CSMS takes {0} EVSEs and connectors of a station (Csms:Limits:ConnectorsPerStation)")]
    TooManyPlaces,
}
