namespace Csms.Console.Security;

/// <summary>What a person is in front of the console (CONSOLE.md, "People"). Granted globally or for single sites.</summary>
public enum Role
{
    /// <summary>Users, roles, keys, settings, everything.</summary>
    Administrator,
    /// <summary>Watches the network, solves incidents, sends commands; never prices, money or users.</summary>
    Operator,
    /// <summary>Runs the sites granted; sees no other.</summary>
    SiteManager,
    /// <summary>Commissioning and repair; never prices, money or personal data of drivers.</summary>
    Technician,
    /// <summary>Tariffs, CDRs, invoices; never remote commands.</summary>
    Finance,
    /// <summary>Reads what a driver's call needs, stops a session; never configuration.</summary>
    Support,
    /// <summary>Reads.</summary>
    Viewer,
}
