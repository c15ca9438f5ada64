using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EuiccSim.Tests.House;

/// <summary>Which types of an assembly refer to which others of it: in what they are, have, take, answer and do.</summary>
internal sealed class TypeReferences : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly Dictionary<short, OperandType> _operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value, code => code.OperandType);

    internal TypeReferences(string path) => _metadata = (_file = new(File.OpenRead(path))).GetMetadataReader();

    public void Dispose() => _file.Dispose();

    /// <summary>Pairs of full names; a nested type counts as the one that it is in.</summary>
    internal HashSet<(string From, string To)> Read()
    {
        HashSet<(string, string)> found = [];
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            Collector collector = new(_metadata);
            Collect(_metadata.GetTypeDefinition(handle), collector);
            string from = NameOf(handle);
            foreach (TypeDefinitionHandle to in collector.Found) found.Add((from, NameOf(to)));
        }
        found.RemoveWhere(pair => pair.Item1 == pair.Item2);
        return found;
    }

    private void Collect(TypeDefinition type, Collector collector)
    {
        collector.Add(type.BaseType);
        foreach (GenericParameterHandle parameter in type.GetGenericParameters()) Collect(parameter, collector);
        foreach (CustomAttributeHandle attribute in type.GetCustomAttributes()) collector.Add(_metadata.GetCustomAttribute(attribute).Constructor);
        foreach (InterfaceImplementationHandle one in type.GetInterfaceImplementations())
            collector.Add(_metadata.GetInterfaceImplementation(one).Interface);
        foreach (FieldDefinitionHandle field in type.GetFields()) _metadata.GetFieldDefinition(field).DecodeSignature(collector, null);
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(handle);
            method.DecodeSignature(collector, null);
            foreach (GenericParameterHandle parameter in method.GetGenericParameters()) Collect(parameter, collector);
            foreach (CustomAttributeHandle attribute in method.GetCustomAttributes()) collector.Add(_metadata.GetCustomAttribute(attribute).Constructor);
            if (method.RelativeVirtualAddress == 0) continue;
            MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, null);
            foreach (ExceptionRegion region in body.ExceptionRegions) collector.Add(region.CatchType);
            Collect(body.GetILReader(), collector);
        }
    }

    private void Collect(GenericParameterHandle parameter, Collector collector)
    {
        foreach (GenericParameterConstraintHandle one in _metadata.GetGenericParameter(parameter).GetConstraints())
            collector.Add(_metadata.GetGenericParameterConstraint(one).Type);
    }

    private void Collect(BlobReader code, Collector collector)
    {
        while (code.RemainingBytes > 0)
        {
            byte first = code.ReadByte();
            short value = first == 0xFE ? unchecked((short)(0xFE00 | code.ReadByte())) : first;
            switch (_operands[value])
            {
                case OperandType.InlineTok or OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineSig:
                    collector.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32(); // first, as it moves the offset
                    code.Offset += 4 * targets;
                    break;
                case OperandType other:
                    code.Offset += SizeOf(other);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private string NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        string name = _metadata.GetString(type.Name).Split('`')[0];
        // A type of one file has that file's name, in brackets, before its own.
        if (name[0] == '<' && name.Contains(">F", StringComparison.Ordinal) && name.Contains("__", StringComparison.Ordinal)) name = name[(name.IndexOf("__", StringComparison.Ordinal) + 2)..];
        return $"{_metadata.GetString(type.Namespace)}.{name}";
    }

    /// <summary>Notes each type of the assembly that a signature or an instruction names.</summary>
    private sealed class Collector(MetadataReader metadata) : ISignatureTypeProvider<int, object?>
    {
        internal HashSet<TypeDefinitionHandle> Found { get; } = [];

        internal void Add(EntityHandle handle)
        {
            if (handle.IsNil) return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Found.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    method.DecodeSignature(this, null);
                    Add(method.Method);
                    break;
            }
        }

        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found.Add(handle) ? 1 : 0;

        public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? genericContext, int index) => 0;

        public int GetGenericTypeParameter(object? genericContext, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;
    }
}
