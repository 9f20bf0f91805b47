namespace Csms.SchemaGen;

internal sealed record ModelShape(string CSharp, bool IsValue, string Expression);

internal sealed record ModelField(string WireName, string Name, bool Required, ModelShape Shape);

internal sealed record ModelType(string Name, IReadOnlyList<ModelField> Fields);

internal sealed record ModelEnum(string Name, IReadOnlyList<string> Words);
