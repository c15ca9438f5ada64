using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>STORE DATA to the ISD-R: ES10 functions, and segments of a Bound Profile Package. SGP.22 v2.5 §5.7.2, §2.5.5.</summary>
internal static class StoreDataCommand
{
    internal static void Begin(Narration n)
    {
        StoreDataChain chain = n.Channel.StoreData;
        chain.Add(n.Command);
        n.Subject = n.Command.P2.ToString("X2", CultureInfo.InvariantCulture);
        if (!StoreDataChain.IsLast(n.Command)) return;
        if (chain.Request is not { } request)
        {
            n.Subject += ", last: blocks before it are missing";
            return;
        }
        n.Subject += $", last: {Describe(n, request)}";
    }

    internal static void Answer(Narration n, ResponseApdu response)
    {
        StoreDataChain chain = n.Channel.StoreData;
        chain.AddAnswer(response.Data);
        if (!StoreDataChain.IsLast(n.Command))
        {
            if (!response.Status.IsOk) chain.Restart();
            return;
        }
        Octets answer = chain.TakeAnswer();
        if (answer.IsEmpty) return;
        int? tag = BerTlv.TryHeader(answer, out TlvHeader header) ? header.Tag : null;
        int? requested = chain.Request is { } request && BerTlv.TryHeader(request, out TlvHeader first) ? first.Tag : null;
        if (tag == InstallationResult) n.Details.Add(Es10Messages.Describe<ProfileInstallationResult>("response", answer));
        else if (requested is { } known && Es10Catalogue.Sgp22V2.TryFind(known, out Es10Function? function) && !function.IsSegmented)
            n.AddMasked(Es10Messages.Describe("response", answer, function.DescribeResponse));
        else n.Add("response", answer);
    }

    private static string Describe(Narration n, Octets request)
    {
        if (!BerTlv.TryHeader(request, out TlvHeader header)) return "octets that are no TLV";
        if (BppSegment.TryDescribe(n, request, header) is { } segment) return $"ES10b.LoadBoundProfilePackage, {segment}";
        if (Es10Catalogue.Sgp22V2.TryFind(header.Tag, out Es10Function? function))
        {
            n.AddMasked(Es10Messages.Describe("request", request, function.DescribeRequest));
            return function.QualifiedName;
        }
        n.Add("request", request);
        return string.Create(CultureInfo.InvariantCulture, $"unknown function {header.Tag:X2}");
    }

    private const int InstallationResult = 0xBF37;
}
