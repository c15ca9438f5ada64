using EuiccSim.Lpa;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Cli.Targets;

/// <summary>The options that say how an eUICC is spoken to.</summary>
internal sealed class LpaSettings
{
    private readonly Option<string?> _aid = new("--aid") { Description = "The AID of the card's ISD-R, if it is not the standard's.", HelpName = "AID", Recursive = true };

    private readonly Option<int?> _blockSize = new("--block-size")
    {
        Description = "The most octets in one STORE DATA, 1 to 255. Some cards, readers and modems fail above 120.",
        HelpName = "N",
        Recursive = true,
    };

    internal IReadOnlyList<Option> Options => [_aid, _blockSize];

    /// <summary>Reads them, before the card is touched.</summary>
    /// <returns>How an LPA works, given the block size that the way to the card bears.</returns>
    internal Func<int, LpaOptions> Read(ParseResult parsed, RefreshMode refresh)
    {
        int? given = ReadBlockSize(parsed);
        LpaOptions options = new() { Refresh = refresh };
        if (parsed.GetValue(_aid) is { } aid) options = options with { IsdRAids = [ReadAid(aid)] };
        return blockSize => options with { BlockSize = given ?? blockSize };
    }

    private int? ReadBlockSize(ParseResult parsed) => parsed.GetValue(_blockSize) is not { } size || size is >= 1 and <= 255
        ? parsed.GetValue(_blockSize)
        : throw CommandFailure.Missing("arguments", $"--block-size takes a number from 1 to 255, not {size}.");

    private static Aid ReadAid(string hex) => hex.Length is >= 10 and <= 32 && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
        ? Aid.FromHex(hex)
        : throw CommandFailure.Missing("arguments", $"--aid takes 5 to 16 octets in hexadecimal digits, not '{hex}'.");
}
