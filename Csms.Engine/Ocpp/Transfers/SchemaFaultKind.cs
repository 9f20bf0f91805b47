namespace Csms.Engine.Ocpp.Transfers;

/// <summary>Why a JSON schema can't be taken.</summary>
public enum SchemaFaultKind
{
    /// <summary>It is no JSON.</summary>
    NotJson,

    /// <summary>It, or a part of it, is no JSON object.</summary>
    NotAnObject,

    /// <summary>A vendor's data is an object: the type at the top must be one.</summary>
    NotOfAnObject,

    /// <summary>A keyword that is not checked here; passing over it would accept what it forbids.</summary>
    UnknownKeyword,

    /// <summary>The keyword has a value that it can't have.</summary>
    WrongValue,

    /// <summary>More members in one object, or deeper, than is taken.</summary>
    TooLarge,
}
