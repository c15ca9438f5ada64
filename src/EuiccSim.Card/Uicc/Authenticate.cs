using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Uicc;

/// <summary>
/// AUTHENTICATE in the GSM and the 3G context; the IMS AKA context of an ISIM is the latter. TS 31.102 §7.1, TS 31.103 §7.1.
/// </summary>
internal static class Authenticate
{
    internal static ResponseApdu Process(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 != 0 || (command.P2 & 0x80) == 0) return new(StatusWord.IncorrectParameters);
        if (channel.Adf is not { AkaSlot: >= 0 } adf) return new(StatusWord.ConditionsNotSatisfied);
        if (!IsPinSatisfied(adf, port)) return new(StatusWord.SecurityStatusNotSatisfied);
        return (command.P2 & 0x7F) switch
        {
            GsmContext when HasService(adf, GsmSecurityContext, port) => AnswerGsm(command.Data, adf, port),
            UmtsContext => AnswerUmts(command.Data, adf, port),
            _ => new(StatusWord.SecurityContextNotSupported),
        };
    }

    /// <summary>
    /// The application's PIN is the first application PIN ('01' to '08') in its PIN status template, wherever the second PIN and the
    /// administrative ones stand (TS 102 221 §9.5.1); the test profiles of TS.48 name '81' first.
    /// </summary>
    internal static bool IsPinSatisfied(FileNode adf, UiccPort port)
    {
        foreach (byte reference in adf.Parameters.PinReferences.Span)
        {
            if (reference is >= PinReference.Pin1 and <= PinReference.LastApplicationPin) return port.IsSatisfied(reference, adf);
        }
        return true;
    }

    private static ResponseApdu AnswerGsm(Octets data, FileNode adf, UiccPort port)
    {
        if (data.Length != 1 + AkaAlgorithm.RandLength) return new(StatusWord.WrongLength);
        if (data[0] != AkaAlgorithm.RandLength) return new(StatusWord.IncorrectData);
        (Octets sres, Octets kc) = RunGsm(data.Span[1..], adf, port);
        List<byte> answer = [];
        Add(answer, sres);
        Add(answer, kc);
        return new(Octets.Of([.. answer]));
    }

    /// <summary>SRES (4 octets) and Kc (8) for a RAND, by the conversions c2 and c3 of TS 33.102 §6.8.1.2.</summary>
    internal static (Octets Sres, Octets Kc) RunGsm(ReadOnlySpan<byte> rand, FileNode adf, UiccPort port)
    {
        using AkaAlgorithm algorithm = port.Uicc.Aka[adf.AkaSlot].CreateAlgorithm();
        AkaResponse keys = algorithm.F2345(rand);
        return (Aka.DeriveSres(keys.Res.Span), Aka.DeriveKc(keys.Ck.Span, keys.Ik.Span));
    }

    /// <summary>The MAC is judged first, then SQN: an old SQN with a right MAC gets AUTS. TS 33.102 §6.3.3.</summary>
    private static ResponseApdu AnswerUmts(Octets data, FileNode adf, UiccPort port)
    {
        if (data.Length != 2 + AkaAlgorithm.RandLength + AutnLength) return new(StatusWord.WrongLength);
        if (data[0] != AkaAlgorithm.RandLength || data[1 + AkaAlgorithm.RandLength] != AutnLength) return new(StatusWord.IncorrectData);
        ReadOnlySpan<byte> rand = data.Span.Slice(1, AkaAlgorithm.RandLength);
        ReadOnlySpan<byte> autn = data.Span[^AutnLength..];
        AkaRecord record = port.Uicc.Aka[adf.AkaSlot];
        using AkaAlgorithm algorithm = record.CreateAlgorithm();
        AkaResponse keys = algorithm.F2345(rand);
        if (!Aka.TryVerifyAutn(algorithm, rand, autn, keys.Ak.Span, out Octets sqn)) return new(StatusWord.IncorrectMac);
        if (record.Accept(sqn.Span, autn.Slice(AkaAlgorithm.SqnLength, AkaAlgorithm.AmfLength)) is not { } accepted)
            return Resynchronise(algorithm, rand, record);
        if (!ReferenceEquals(accepted, record)) port.Uicc = port.Uicc with { Aka = port.Uicc.Aka.SetItem(adf.AkaSlot, accepted) };
        List<byte> answer = [Success];
        Add(answer, keys.Res);
        Add(answer, keys.Ck);
        Add(answer, keys.Ik);
        if (HasService(adf, GsmAccess, port)) Add(answer, Aka.DeriveKc(keys.Ck.Span, keys.Ik.Span));
        return new(Octets.Of([.. answer]));
    }

    private static ResponseApdu Resynchronise(AkaAlgorithm algorithm, ReadOnlySpan<byte> rand, AkaRecord record)
    {
        List<byte> answer = [SynchronisationFailure];
        Add(answer, Aka.BuildAuts(algorithm, rand, record.HighestSqn().Span));
        return new(Octets.Of([.. answer]));
    }

    /// <summary>
    /// True if EF.UST of a USIM says that a service is available. TS 31.102 §4.2.8: service n is bit n-1, low bits first.
    /// </summary>
    private static bool HasService(FileNode adf, int service, UiccPort port)
    {
        if (adf.FindChild(UsimServiceTable) is not { Kind: FileKind.Transparent } table) return false;
        ReadOnlySpan<byte> services = port.Uicc.ContentOf(table).Span;
        int at = (service - 1) / 8;
        return at < services.Length && (services[at] & (1 << ((service - 1) % 8))) != 0;
    }

    private static void Add(List<byte> to, Octets value)
    {
        to.Add((byte)value.Length);
        to.AddRange(value.Span);
    }

    private const int GsmContext = 0x00;
    private const int UmtsContext = 0x01;
    private const int AutnLength = 16;
    private const byte Success = 0xDB;
    private const byte SynchronisationFailure = 0xDC;
    private const int UsimServiceTable = 0x6F38;
    private const int GsmAccess = 27;
    private const int GsmSecurityContext = 38;
}
