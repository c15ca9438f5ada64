using System.Security.Cryptography;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.7: the protection of profile elements, SCP03t.</summary>
internal static class ProtectionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Damaged("mac-first", "A first '86' with a wrong MAC is refused", 0, -1),
        Damaged("mac-last", "A last '86' with a wrong MAC is refused", -1, -1),
        Damaged("mac-first-octet", "An '86' whose MAC differs in its first octet is refused", 1, -8),
        Damaged("ciphertext", "An '86' with a bit changed is refused", 1, 20),
        Edited("order", "Two '86' in the wrong order are refused", elements => [elements[0], elements[2], elements[1], .. elements.Skip(3)]),
        Edited("left-out", "A package in which an '86' is left out is refused", elements => [elements[0], .. elements.Skip(2)]),
        Edited("doubled", "A package in which an '86' comes twice is refused", elements => [elements[0], elements[1], .. elements.Skip(1)]),
        Edited("mac-only", "An '86' with a MAC and nothing else is refused", _ => [BoundPackage.Tlv("86", Octets.Of(new byte[8]))], s_either),
        Edited("not-in-blocks", "An '86' that is no multiple of 16 octets is refused", _ => [BoundPackage.Tlv("86", Octets.Of(new byte[25]))], s_either),
        Edited("too-long", "An '86' of more than 1036 octets is refused", _ => [BoundPackage.Tlv("86", Octets.Of(new byte[1064]))], s_either),
        Edited("other-tag", "An '87' among the profile elements is refused", elements =>
            [BoundPackage.Tlv("87", elements[0].Slice(TlvHeader.Read(elements[0].Span).HeaderLength))], s_either),
        Padded("padding-absent", "An '86' without padding is refused", "A0820C00" + "000000000000000000000000"),
        Padded("padding-not-zeros", "An '86' with more than zeros behind '80' is refused", "A0030102038000000000000000000001"),
        Padded("padding-other", "An '86' whose padding begins with '81' is refused", "A0030102038100000000000000000000"),
    ];

    private static ConformanceCase Damaged(string word, string title, int block, int at) => Edited(word, title, elements =>
    {
        Octets[] blocks = [.. elements];
        int index = block < 0 ? blocks.Length + block : block;
        blocks[index] = BoundPackage.Damage(blocks[index], at);
        return blocks;
    });

    private static ConformanceCase Edited(string word, string title, Func<SequenceOf<Octets>, IEnumerable<Octets>> edit, SequenceOf<ErrorReason>? reasons = null) =>
        s_row.Damaged(word, title, package => package with { ProfileElements = SequenceOf.From(edit(package.ProfileElements)) }, reasons ?? [ErrorReason.Scp03tSecurityError]);

    /// <summary>The first block of elements, rightly encrypted and with the right MAC.</summary>
    private static ConformanceCase Padded(string word, string title, string block) => s_row.Refused(word, title, async bench =>
    {
        (Octets mcv, Octets enc, Octets mac) = (bench.Draw(16), bench.Draw(16), bench.Draw(16));
        PlayedSession session = await bench.PreparedAsync(bench.Server() with { ReplaceSessionKeys = SessionKeyCases.Keys(mcv, enc, mac) });
        return (session, (session.Bind() with { ProfileElements = [Protect(Octets.FromHex(block), mcv, enc, mac)] }).Segments());
    }, s_either);

    /// <summary>One '86' as the first under these keys: AES-CBC with the ICV of block 1, then eight octets of CMAC.</summary>
    private static Octets Protect(Octets block, Octets mcv, Octets enc, Octets mac)
    {
        using Aes aes = Aes.Create();
        aes.Key = enc.ToArray();
        byte[] counter = new byte[16];
        counter[15] = 1;
        byte[] data = aes.EncryptCbc(block.Span, aes.EncryptEcb(counter, PaddingMode.None), PaddingMode.None);
        byte[] tlv = [0x86, (byte)(data.Length + 8), .. data];
        return Octets.Of([.. tlv, .. AesCmac.Compute(mac.ToArray(), [.. mcv.Span, .. tlv])[..8]]);
    }

    /// <summary>Whether the structure or the protection is wrong is seen differently.</summary>
    private static readonly SequenceOf<ErrorReason> s_either = [ErrorReason.Scp03tStructureError, ErrorReason.Scp03tSecurityError];

    private static readonly LoadRow s_row = new("4.2.7", "SGP.22 §2.5.3, §2.6.4", BppCommandId.LoadProfileElements);
}
