using Csms.Engine.Units;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>What is wrong with a tariff before it is sent.</summary>
public enum TariffFault
{
    /// <summary>No energy, chargingTime, idleTime or fixedFee (I07: such a tariff is rejected).</summary>
    [Says("A price is needed: for energy, time of charging, time without charging, or a fixed fee.")]
    NoPrice,

    /// <summary>tariffId.</summary>
    [Says("1 to 60 characters are needed.")]
    NoId,

    /// <summary>currency.</summary>
    [Says("Three capital letters of ISO 4217 are needed, for example EUR.")]
    Currency,

    /// <summary>startTimeOfDay, endTimeOfDay.</summary>
    [Says("A time of day like 07:30 is needed, from 00:00 to 23:59.")]
    TimeOfDay,

    /// <summary>validFromDate, validToDate.</summary>
    [Says("A date like 2027-01-31 is needed.")]
    Date,

    /// <summary>validFrom out of bounds, of a tariff that sessions are priced by.</summary>
    [Says("A time in the years {0} to {1} is needed.")]
    ValidFrom,

    /// <summary>A percentage out of bounds.</summary>
    [Says("A tax from 0 to 100 % is needed.")]
    Tax,

    /// <summary>PriceType without both.</summary>
    [Says("An amount without or with taxes is needed.")]
    Amount,

    /// <summary>minCost above maxCost.</summary>
    [Says("The least cost is above the most.")]
    LeastAboveMost,

    /// <summary>An amount out of bounds, of a tariff that sessions are priced by.</summary>
    [Says("An amount from -1,000,000 to 1,000,000 with at most 8 decimals is needed.")]
    OutOfBounds,

    /// <summary>More prices in one part than anybody enters, of a tariff that sessions are priced by.</summary>
    [Says("At most {0} prices are needed in each part of a tariff; here are {1}.")]
    TooManyPrices,

    /// <summary>A member that TariffType does not have.</summary>
    [Says("OCPP 2.1 has no such member in a tariff.")]
    UnknownMember,

    /// <summary>A member of another kind than the schema's, or not readable; the value says how, in English.</summary>
    [Says("This can't be read: {0}")]
    NotReadable,

    /// <summary>tariffId is another than that of the place where it is entered.</summary>
    [Says("The tariff is entered as {0}.")]
    OtherId,

    /// <summary>Its identity in our own addresses.</summary>
    [Says("1 to 60 letters, digits and * - _ = + | @ . are needed.")]
    NotAnId,

    /// <summary>Its name for people.</summary>
    [Says("A name of 1 to {0} characters is needed.")]
    NotAName,

    /// <summary>The site it is to belong to.</summary>
    [Says("There is no site {0}.")]
    NoSite,

    /// <summary>More groups than anybody enters.</summary>
    [Says("At most {0} groups are needed.")]
    TooManyGroups,

    /// <summary>A text that no group can have.</summary>
    [Says("{0} is no group: 1 to 255 characters without control characters, and no blanks at its ends.")]
    NotAGroup,

    /// <summary>A group of another tariff.</summary>
    [Says("The group {0} belongs to the tariff {1}: a group belongs to one tariff at most.")]
    GroupTaken,

    /// <summary>Groups belong to no site.</summary>
    [Says("Token groups are of the whole network: who may change the tariffs of some sites only names none.")]
    GroupsOfNetwork,

    /// <summary>A new one without prices.</summary>
    [Says("A tariff is needed.")]
    NoTariff,

    /// <summary>Available[Tariff] is false.</summary>
    [Says("The station says that it knows no tariffs (TariffCostCtrlr Available[Tariff]).")]
    NotAvailable,

    /// <summary>Enabled[Tariff] is false.</summary>
    [Says("Tariffs are switched off at the station (TariffCostCtrlr Enabled[Tariff]).")]
    NotEnabled,

    /// <summary>MaxElements[Tariff].</summary>
    [Says("The station takes {0} prices in each part of a tariff (TariffCostCtrlr MaxElements[Tariff]); here are {1}.")]
    TooManyElements,

    /// <summary>ConditionsSupported[Tariff] is false.</summary>
    [Says("The station takes no prices with conditions (TariffCostCtrlr ConditionsSupported[Tariff]).")]
    ConditionsNotSupported,

    /// <summary>Another currency than TariffCostCtrlr Currency.</summary>
    [Says("The station reckons in {0} (TariffCostCtrlr Currency).")]
    OtherCurrency,
}
