namespace Csms.Console.Pages.Sessions;

/// <summary>Where the next step after a diagnosis is taken.</summary>
internal enum WhyNext
{
    /// <summary>Nothing is to be done.</summary>
    Nothing,

    /// <summary>The token: status, expiry, where used.</summary>
    Token,

    /// <summary>The station: state, commands.</summary>
    Station,

    /// <summary>The station's messages around the end.</summary>
    Messages,

    /// <summary>The queue of decisions.</summary>
    Review,
}
