using System.Collections.Immutable;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Card.Install;

/// <summary>Gives an application its authentication key. SAIP §8.5.</summary>
internal static class AkaInstaller
{
    internal static void Install(PeAkaParameter element, InstallContext context)
    {
        PackageFile adf = context.Adf ?? throw new ElementException(CodeRules.AkaAfterAdf);
        switch (element.AlgoConfiguration)
        {
            case AlgoConfiguration.Mapping mapping:
                Octets name = mapping.Value.MappingSource;
                PackageFile source = context.FindAuthenticating(name)
                    ?? throw new ElementException(CodeRules.AkaMapping, $"the application {name}, whose key is shared, has one");
                context.WhenMade(files => FileTreeBuilder.ShareAka(files[adf], files[source]));
                break;
            case AlgoConfiguration.Algo algorithm:
                CheckTestProfile(algorithm.Value, context.ProfileClass);
                AkaRecord record = Record(algorithm.Value, element);
                context.Reserve(record.Memory);
                context.WhenMade(files => files.Builder.AddAka(files[adf], record));
                break;
        }
    }

    private static AkaRecord Record(AlgoParameter algorithm, PeAkaParameter element)
    {
        bool isTest = algorithm.AlgorithmID == AlgorithmId.UsimTestAlgorithm;
        if (CodeRules.Refuse(algorithm) is { } broken) throw new ElementException(broken.Rule, broken.Sentence);
        int options = element.SqnOptions[0];
        return new()
        {
            Algorithm = (AkaAlgorithmId)(int)algorithm.AlgorithmID,
            Key = algorithm.Key,
            Opc = algorithm.Opc,
            RotationConstants = algorithm.RotationConstants,
            XoringConstants = algorithm.XoringConstants,
            NumberOfKeccak = algorithm.NumberOfKeccak,
            Delta = isTest || (options & ChecksDelta) == 0 ? null : Number(element.SqnDelta),
            AgeLimit = isTest || (options & ChecksAge) == 0 ? null : Number(element.SqnAgeLimit),
            Sequences = Numbers(element.SqnInit),
        };
    }

    /// <summary>A Test Profile must not carry a live key.</summary>
    private static void CheckTestProfile(AlgoParameter algorithm, ProfileClass profileClass)
    {
        if (profileClass == ProfileClass.Test && !CodeRules.IsForTests(algorithm.AlgorithmID, algorithm.Key))
            throw new ElementException(CodeRules.AkaTestProfile, reason: ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey);
    }

    private static ImmutableArray<long> Numbers(SequenceOf<Octets> octets)
    {
        ImmutableArray<long> numbers = [.. octets.Select(Number)];
        // Most packages begin at 0: then it need not be kept for each.
        return numbers.SequenceEqual(AkaRecord.NoSequences) ? AkaRecord.NoSequences : numbers;
    }

    private static long Number(Octets octets)
    {
        long number = 0;
        foreach (byte octet in octets.Span) number = (number << 8) | octet;
        return number;
    }

    // Which bit turns on which check is from memory: the default '02' is taken to check the delta, as every published profile has it.
    private const int ChecksAge = 0x01;
    private const int ChecksDelta = 0x02;
}
