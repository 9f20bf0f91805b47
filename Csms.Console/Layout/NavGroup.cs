namespace Csms.Console.Layout;

/// <summary>Sections of the navigation, by task.</summary>
public enum NavGroup
{
    /// <summary>Watch and act.</summary>
    Operate,
    /// <summary>Prices and money.</summary>
    Sell,
    /// <summary>Sites and power.</summary>
    Energy,
    /// <summary>Tokens, users, settings.</summary>
    Manage,
}
