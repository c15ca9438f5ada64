using System.Text.RegularExpressions;
using EuiccSim.Tests.House;

namespace EuiccSim.Protocol.Tests.House;

/// <summary>Tag and length of a TLV are read and written by hand in one file.</summary>
public sealed partial class OneTlvReaderTests
{
    [Test]
    public void No_source_but_TlvHeader_reads_or_writes_long_lengths_and_tags_by_hand()
    {
        string root = SourceTree.Of();
        IEnumerable<string> found = SourceTree.Files(root).Where(path => IsByHand(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'));
        Assert.That(found, Is.EqualTo(new[] { "EuiccSim.Protocol/Asn1/TlvHeader.cs" }));
    }

    /// <summary>What stood in six files before there was one.</summary>
    [TestCase("headerLength = tlv[1] switch { < 0x80 => 2, 0x81 => 3, 0x82 => 4, _ => 0 };")]
    [TestCase("if (length != 0x81 || from.Length < 3) return false;")]
    [TestCase("(to[0], to[1], to[2]) = (0x82, (byte)(length >> 8), (byte)(length & 0xFF));")]
    [TestCase("<= 0xFF => [TagListTag, 0x81, (byte)tags.Count],")]
    [TestCase("Put(ref at, (byte)(0x80 | lengthOctets));")]
    [TestCase("tlv[1] = 0x81;\n tlv[2] = (byte)contentLength;")]
    [TestCase("Octets.Of([(byte)(0x80 | number.Length)])")]
    [TestCase("int more = first < 0x80 ? 0 : first - 0x80;")]
    [TestCase("int count = first & 0x7F;")]
    [TestCase("bool hasMore = (tag & 0x1F) == 0x1F;")]
    [TestCase("if ((octets[0] & 0x1F) != 0x1F) return 1;")]
    public void It_is_seen(string line) => Assert.That(IsByHand(line));

    private static bool IsByHand(string source) => LongLength().IsMatch(source) || LongTag().IsMatch(source);

    // '81' or '82' as the first octet of a length, or the count taken from it or put into it.
    [GeneratedRegex(@"< 0x80 => \d, 0x81|[lL]ength != 0x81|0x8[123], \(byte\)\(?(?:\w+\.)?(?:[lL]ength|[cC]ount)|\[1\] = 0x8[12];\s*\w+\[2\]|0x80 \| \w*\.?[lL]ength|(?:first|length|count) (?:- 0x80|& 0x7F)\b|LongForm")]
    private static partial Regex LongLength();

    // A tag that goes on.
    [GeneratedRegex(@"(?:tag|octets\[0\]|first) & 0x1F\) [!=]= 0x1F")]
    private static partial Regex LongTag();
}
