using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Conformance.Servers.Judges;

/// <summary>Opens a bound profile package as the eUICC does, and checks what only the eUICC can. SGP.22 v2.5 §2.5.3, §2.5.4, §5.5.</summary>
/// <param name="bench">Where expectations are held.</param>
/// <param name="session">Whose package it is.</param>
internal sealed class PackageJudge(ServerBench bench, ServerSession session)
{
    /// <summary>Opens 'BF36'.</summary>
    /// <param name="package">The package.</param>
    /// <param name="otpk">The key of the eUICC that it has to be bound to.</param>
    internal OpenedPackage Open(Octets package, EcKeyAgreementKey otpk)
    {
        try
        {
            return OpenWhole(package, otpk);
        }
        catch (Asn1ContentException fault)
        {
            throw Running.Bench.Broken(new("boundProfilePackage consists of whole TLVs in DER", fault.Message, null, package));
        }
    }

    /// <summary>Expects profile elements, from the header to the end, of the profile that was offered.</summary>
    internal void JudgeElements(OpenedPackage package)
    {
        ProfilePackage elements = ProfilePackage.Read(package.Upp);
        bench.Expect(elements.Header is not null, "the package begins with a profile header");
        bench.Expect(elements.Header!.TryReadIccid(out var iccid) && iccid == package.Metadata.Value.Iccid,
            $"the header's ICCID is that of the metadata, {package.Metadata.Value.Iccid}", elements.Header.Iccid.ToString());
        bench.Expect(elements.Elements[^1].Value is ProfileElement.End, "the package ends with the element end");
    }

    private OpenedPackage OpenWhole(Octets package, EcKeyAgreementKey otpk)
    {
        TlvNode outer = TlvNode.Read(package);
        bench.Expect(outer.Tag == 0xBF36, "boundProfilePackage is 'BF36'", $"'{outer.Tag:X2}'");
        IReadOnlyList<TlvNode> parts = outer.Children;
        string tags = string.Join(" ", parts.Select(part => $"{part.Tag:X2}"));
        bench.Expect(tags is "BF23 A0 A1 A3" or "BF23 A0 A1 A2 A3", "the package is BF23, A0, A1, perhaps A2, and A3", tags);
        (Octets smdpOtpk, Octets hostId) = JudgeChannel(parts[0], otpk.PublicPoint);
        ReceivingBsp bsp = Agree(otpk, smdpOtpk, hostId);
        Octets configuration = OpenAll(bsp, parts[1], 0x87, most: 1);
        bench.Expect(TlvNode.Read(configuration).Tag == 0xBF24, "'A0' is ConfigureISDP, 'BF24'", configuration.ToString());
        Octets metadata = OpenAll(bsp, parts[2], 0x88);
        bool hasOwnKeys = parts.Count == 5;
        if (hasOwnKeys) ReplaceKeys(bsp, OpenAll(bsp, parts[3], 0x87, most: 1));
        return new()
        {
            SmdpOtpk = smdpOtpk,
            Metadata = Calls.JsonFields.Strictly<StoreMetadataRequest>("the metadata in 'A1'", metadata),
            MetadataBlocks = parts[2].Children.Count,
            HasOwnKeys = hasOwnKeys,
            Upp = OpenAll(bsp, parts[^1], 0x86),
        };
    }

    private (Octets SmdpOtpk, Octets HostId) JudgeChannel(TlvNode channel, Octets euiccOtpk)
    {
        IReadOnlyList<TlvNode> fields = channel.Children;
        string tags = string.Join(" ", fields.Select(field => $"{field.Tag:X2}"));
        bench.Expect(tags == "82 80 A6 5F49 5F37", "'BF23' is 82, 80, A6, 5F49, 5F37", tags);
        bench.ExpectOctets(fields[0].Value, Octets.Of([1]), "remoteOpId (installBoundProfilePackage)");
        bench.ExpectOctets(fields[1].Value, session.TransactionId, "transactionId in 'BF23'");
        IReadOnlyList<TlvNode> template = fields[2].Children;
        string kinds = string.Join(" ", template.Select(field => $"{field.Tag:X2}"));
        bench.Expect(kinds == "80 81 84", "the control reference template is 80, 81, 84", kinds);
        bench.ExpectOctets(template[0].Value, Octets.Of([0x88]), "the key type (AES)");
        bench.ExpectOctets(template[1].Value, Octets.Of([0x10]), "the key length");
        bench.Expect(template[2].Value.Length is >= 1 and <= 16, "the host identifier has 1 to 16 octets", template[2].Value.ToString());
        bench.ExpectEqual(fields[3].Value.Length, 65, "the length of smdpOtpk");
        Octets signed = Octets.Concat([.. fields.Take(4).Select(field => field.Whole), BoundPackage.Tlv("5F49", euiccOtpk)]);
        bool isSigned = session.BindingCertificate.PublicKey!.Verify(signed.Span, fields[4].Value.Span);
        bench.Expect(isSigned, "smdpSign verifies with CERT.DPpb.ECDSA over the TLVs before it and the eUICC's otPK", fields[4].Value.ToString());
        return (fields[3].Value, template[2].Value);
    }

    private ReceivingBsp Agree(EcKeyAgreementKey otpk, Octets smdpOtpk, Octets hostId)
    {
        bool isPoint = EcPublicKey.TryFromPoint(otpk.Curve, smdpOtpk, out EcPublicKey? smdp);
        bench.Expect(isPoint, $"smdpOtpk is a point of {otpk.Curve.Name}", smdpOtpk.ToString());
        return ReceivingBsp.Derive(otpk.Agree(smdp!), hostId, session.Euicc.EidOctets);
    }

    private Octets OpenAll(ReceivingBsp bsp, TlvNode group, int tag, int most = int.MaxValue)
    {
        IReadOnlyList<TlvNode> blocks = group.Children;
        bench.Expect(blocks.Count >= 1 && blocks.Count <= most, $"'{group.Tag:X2}' has {(most == 1 ? "one block" : "blocks")}", $"{blocks.Count}");
        List<Octets> plain = [];
        foreach (TlvNode block in blocks)
        {
            string name = $"block {plain.Count + 1} of '{group.Tag:X2}'";
            bench.Expect(block.Tag == tag, $"{name} is '{tag:X2}'", $"'{block.Tag:X2}'");
            bench.Expect(block.Whole.Length <= Bsp.MaxTlvLength, $"{name} has at most {Bsp.MaxTlvLength} octets", $"{block.Whole.Length}");
            Octets? opened = bsp.Open(block, out string fault);
            if (opened is null) throw Running.Bench.Broken(new($"{name} opens under the session keys", fault, null, block.Whole));
            plain.Add(opened.Value);
        }
        return Octets.Concat([.. plain]);
    }

    private void ReplaceKeys(ReceivingBsp bsp, Octets request)
    {
        TlvNode keys = TlvNode.Read(request);
        bool isWhole = keys.Tag == 0xBF26 && keys.Children is [{ Tag: 0x80, Value.Length: 16 }, { Tag: 0x81, Value.Length: 16 }, { Tag: 0x82, Value.Length: 16 }];
        bench.Expect(isWhole, "ReplaceSessionKeys, 'BF26', has an initial MAC chaining value and two keys of 16 octets", request.ToString());
        bsp.ReplaceKeys(keys.Children[0].Value, keys.Children[1].Value, keys.Children[2].Value);
    }
}
