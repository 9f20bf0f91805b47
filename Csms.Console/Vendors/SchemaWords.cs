using Csms.Console.Texts;
using Csms.Engine.Ocpp.Transfers;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Vendors;

/// <summary>Why a JSON schema is not taken, in the person's language.</summary>
public sealed class SchemaWords(IStringLocalizer<VendorTexts> texts)
{
    /// <summary>Says it, with the place.</summary>
    public string Say(SchemaFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return texts[$"Schema.{fault.Kind}", fault.Path, fault.Word];
    }
}
