using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Csms.Engine.Tests.Architecture;

/// <summary>
/// What every type of a compiled assembly uses: bases, interfaces, fields, signatures, attributes, locals and all members named in its
/// method bodies. Read from metadata, so nothing hides behind an alias, an extension method or <c>var</c>.
/// </summary>
internal sealed class CompiledUses : IDisposable
{
    private static readonly FrozenDictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(x => (OpCode)x.GetValue(null)!).ToFrozenDictionary(x => x.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public CompiledUses(string assemblyFile)
    {
        _file = new PEReader(File.OpenRead(assemblyFile));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Types by full name; nested and compiler-made ones count for the type they stand in.</summary>
    /// <returns>(type, type or Type::Member it uses), each once.</returns>
    public HashSet<(string From, string To)> Read()
    {
        var uses = new HashSet<(string, string)>();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var from = Name(handle);
            var collector = new Collector(this, x => uses.Add((from, x)));
            collector.Type(handle);
        }
        return uses;
    }

    public void Dispose() => _file.Dispose();

    private string Name(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return Join(type.Namespace, type.Name);
    }

    private string Name(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? Name((TypeReferenceHandle)type.ResolutionScope) : Join(type.Namespace, type.Name);
    }

    private string Join(StringHandle space, StringHandle name) => space.IsNil ? _metadata.GetString(name) : $"{_metadata.GetString(space)}.{_metadata.GetString(name)}";

    /// <summary>Walks one type and reports every name it meets.</summary>
    private sealed class Collector(CompiledUses owner, Action<string> report) : ISignatureTypeProvider<string?, object?>
    {
        private readonly MetadataReader _metadata = owner._metadata;

        public void Type(TypeDefinitionHandle handle)
        {
            var type = _metadata.GetTypeDefinition(handle);
            Token(type.BaseType);
            foreach (var x in type.GetInterfaceImplementations()) Token(_metadata.GetInterfaceImplementation(x).Interface);
            foreach (var x in type.GetGenericParameters())
            {
                foreach (var constraint in _metadata.GetGenericParameter(x).GetConstraints()) Token(_metadata.GetGenericParameterConstraint(constraint).Type);
            }
            foreach (var x in type.GetCustomAttributes()) Token(_metadata.GetCustomAttribute(x).Constructor);
            foreach (var x in type.GetFields()) _metadata.GetFieldDefinition(x).DecodeSignature(this, null);
            foreach (var x in type.GetMethods()) Method(_metadata.GetMethodDefinition(x));
        }

        private void Method(MethodDefinition method)
        {
            method.DecodeSignature(this, null);
            foreach (var x in method.GetCustomAttributes()) Token(_metadata.GetCustomAttribute(x).Constructor);
            if (method.RelativeVirtualAddress == 0) return;
            var body = owner._file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
            foreach (var region in body.ExceptionRegions) Token(region.CatchType);
            Body(body.GetILReader());
        }

        private void Body(BlobReader code)
        {
            while (code.RemainingBytes > 0)
            {
                short value = code.ReadByte();
                if (value == 0xFE) value = unchecked((short)(0xFE00 | code.ReadByte()));
                var operand = OpCodesByValue[value].OperandType;
                switch (operand)
                {
                    case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                        Token(MetadataTokens.EntityHandle(code.ReadInt32()));
                        break;
                    case OperandType.InlineSwitch:
                        var branches = code.ReadInt32();
                        code.Offset += 4 * branches;
                        break;
                    default:
                        code.Offset += operand switch
                        {
                            OperandType.InlineNone => 0,
                            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                            OperandType.InlineVar => 2,
                            OperandType.InlineI8 or OperandType.InlineR => 8,
                            _ => 4,
                        };
                        break;
                }
            }
        }

        private void Token(EntityHandle handle)
        {
            if (handle.IsNil) return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    report(owner.Name((TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    report(owner.Name((TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification:
                    _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    report(owner.Name(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()));
                    break;
                case HandleKind.FieldDefinition:
                    report(owner.Name(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()));
                    break;
                case HandleKind.MethodSpecification:
                    var specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Token(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
                case HandleKind.MemberReference:
                    var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Token(member.Parent);
                    if (member.Parent.Kind == HandleKind.TypeReference) report($"{owner.Name((TypeReferenceHandle)member.Parent)}::{_metadata.GetString(member.Name)}");
                    break;
                case HandleKind.StandaloneSignature:
                    break;
                default:
                    throw new InvalidOperationException($"Unexpected token {handle.Kind}.");
            }
        }

        public string? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Token(handle);
            return null;
        }

        public string? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            Token(handle);
            return null;
        }

        public string? GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Token(handle);
            return null;
        }

        public string? GetArrayType(string? elementType, ArrayShape shape) => null;

        public string? GetByReferenceType(string? elementType) => null;

        public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;

        public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => null;

        public string? GetGenericMethodParameter(object? genericContext, int index) => null;

        public string? GetGenericTypeParameter(object? genericContext, int index) => null;

        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => null;

        public string? GetPinnedType(string? elementType) => null;

        public string? GetPointerType(string? elementType) => null;

        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public string? GetSZArrayType(string? elementType) => null;
    }
}
