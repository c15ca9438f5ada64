using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Cli;

/// <summary>Where verbs get a profile package: from a file, or made here.</summary>
internal static class PackageSource
{
    internal static Octets Read(FileInfo file)
    {
        try
        {
            return Octets.Wrap(InputFile.Read(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("profile", e.Message, e);
        }
    }

    /// <summary>A package of our own, with fresh keys.</summary>
    internal static Octets Build(RandomSource random)
    {
        byte[] secrets = new byte[32];
        random.Fill(secrets);
        SubscriberData data = new()
        {
            Iccid = Iccid.FromDigits("89882119900000000017"),
            Imsi = "001010000000001",
            Key = Octets.Of(secrets.AsSpan(0, 16)),
            Opc = Octets.Of(secrets.AsSpan(16)),
            ProfileType = "EuiccSim demo profile",
        };
        return ProfileBuilder.Build(data).Write();
    }
}
