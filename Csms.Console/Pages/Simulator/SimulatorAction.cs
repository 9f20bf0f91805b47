namespace Csms.Console.Pages.Simulator;

/// <summary>What can be done to a simulated EVSE or its station.</summary>
internal enum SimulatorAction
{
    /// <summary>A car comes and is plugged in.</summary>
    PlugIn,
    /// <summary>The cable is pulled.</summary>
    Unplug,
    /// <summary>A card is held to the reader.</summary>
    Tap,
    /// <summary>Something in the EVSE fails.</summary>
    Break,
    /// <summary>It works again.</summary>
    Mend,
    /// <summary>A driver changes a battery (OCPP 2.1).</summary>
    Swap,
    /// <summary>The station loses its link and stays away.</summary>
    CutLink,
    /// <summary>It comes back.</summary>
    Connect,
    /// <summary>Power cycle.</summary>
    Restart,
    /// <summary>The simulated drivers have it again.</summary>
    GiveBack,
}
