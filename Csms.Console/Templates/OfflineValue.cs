using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Templates;

/// <summary>A value that decides who may charge when the station asks nobody, or asks here.</summary>
/// <param name="Name">Name of its words.</param>
/// <param name="Address">Where it stands (2.1 part 2, referenced components and variables).</param>
/// <param name="In16">1.6 has a key for it.</param>
/// <param name="Ready">What the ready template wants; null: that is each network's own.</param>
public sealed record OfflineValue(string Name, VariableAddress Address, bool In16, string? Ready)
{
    /// <summary>
    /// All of them. The ready values: whoever is known charges while the station is offline, nobody else; connected, this server decides, and a token that it
    /// refuses stops.
    /// </summary>
    public static IReadOnlyList<OfflineValue> All { get; } =
    [
        Of("AuthCtrlr", "LocalAuthorizeOffline", true, "true"),
        Of("AuthCtrlr", "OfflineTxForUnknownIdEnabled", true, "false"),
        Of("AuthCtrlr", "LocalPreAuthorize", true, "false"),
        Of("AuthCtrlr", "AuthorizeRemoteStart", true, "false"),
        Of("AuthCtrlr", "DisableRemoteAuthorization", false, "false"),
        Of("TxCtrlr", "StopTxOnInvalidId", true, "true"),
        Of("AuthCacheCtrlr", "Enabled", true, "true", "CacheEnabled"),
        Of("AuthCacheCtrlr", "LifeTime", false, null, "CacheLifeTime"),
        Of("AuthCacheCtrlr", "DisablePostAuthorize", false, "false", "CacheDisablePostAuthorize"),
        Of("LocalAuthListCtrlr", "Enabled", true, "true", "ListEnabled"),
        Of("LocalAuthListCtrlr", "DisablePostAuthorize", false, "false", "ListDisablePostAuthorize"),
        Of("AuthCtrlr", "MasterPassGroupId", false, null),
        Of("ISO15118Ctrlr", "CentralContractValidationAllowed", false, "true"),
        Of("ISO15118Ctrlr", "ContractValidationOffline", false, "true"),
    ];

    /// <summary>Those that a version has; null: of every version.</summary>
    public static IReadOnlyList<OfflineValue> Of(string? version) => version == "1.6" ? [.. All.Where(value => value.In16)] : All;

    /// <summary>What it may be as the standard has it, for a station that has not told it.</summary>
    public VariableCharacteristics Standard => Name switch
    {
        "MasterPassGroupId" => VariableCharacteristics.Unknown with { DataType = "string", MaxLimit = 36 },
        "CacheLifeTime" => VariableCharacteristics.Unknown with { DataType = "integer", MinLimit = 0, Unit = "s" },
        _ => VariableCharacteristics.Unknown with { DataType = "boolean" },
    };

    private static OfflineValue Of(string component, string variable, bool in16, string? ready, string? name = null) => new(name ?? variable, new VariableAddress(component, variable), in16, ready);
}
