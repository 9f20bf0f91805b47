namespace Csms.Console.Commands;

/// <summary>What is wrong with a wish about a customer.</summary>
internal enum CustomerWishFault
{
    /// <summary>Neither report nor clear.</summary>
    NothingToDo,

    /// <summary>The customer is named in no way or in several.</summary>
    NotOne,

    /// <summary>The member is needed.</summary>
    Missing,

    /// <summary>The member is longer than the standard has it.</summary>
    TooLong,
}
