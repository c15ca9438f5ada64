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

    internal IReadOnlyList<Option> Options => [_aid, _blockSize.Between(1, 255)];

    /// <summary>Reads them, before the card is touched.</summary>
    /// <returns>How an LPA works, given the block size that the way to the card bears.</returns>
    internal Func<int, LpaOptions> Read(VerbCall call, RefreshMode refresh)
    {
        int? given = call.Parsed.GetValue(_blockSize);
        LpaOptions options = new() { Refresh = refresh, Time = call.At.Time };
        if (call.Parsed.GetValue(_aid) is { } aid) options = options with { IsdRAids = [Aid.FromHex(GivenNumber.Aid(_aid.Name, aid).ToString())] };
        return blockSize => options with { BlockSize = given ?? blockSize };
    }
}
