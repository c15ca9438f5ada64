using System.Collections.Immutable;
using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>
/// The requests of ES10 functions on a way to a card, each put together from its blocks of STORE DATA (SGP.22 v2.5 §5.7.2), with the faults of
/// a plan at <see cref="Place.Es10"/>. A Bound Profile Package is one request, though its segments are chains of their own (§2.5.5).
/// </summary>
internal sealed class Es10Requests(FaultPlan faults, string party)
{
    private ImmutableList<ActiveFault> _struck = [];
    private byte _class;
    private int _length;
    private int _passed;

    /// <summary>What becomes of a command on its way.</summary>
    internal Octets Pass(Octets command)
    {
        if (faults.IsEmpty || CommandApdu.TryParse(command) is not { Ins: StoreData } block) return command;
        if (!Begins(block) && (block.Cla != _class || _passed >= _length)) return command;
        foreach (ActiveFault fault in _struck)
        {
            if (!faults.Has(fault) || OctetChange.OfPart(fault.Fault.Effect, _passed, block.Data) is not { } changed) continue;
            faults.Strike(fault, party);
            int header = command.Length - block.Data.Length - (block.Ne > 0 ? block.IsExtended ? 2 : 1 : 0);
            command = Octets.Concat(command.Slice(0, header), changed, command.Slice(header + changed.Length));
        }
        _passed += block.Data.Length;
        return command;
    }

    // All requests have two octets of tag, the first of them 'BF', and blocks are counted anew for each chain.
    private bool Begins(CommandApdu block)
    {
        if (block.P2 != 0 || !BerTlv.TryHeader(block.Data, out TlvHeader header) || header.Tag >> 8 != 0xBF) return false;
        (_class, _length, _passed) = (block.Cla, header.TotalLength, 0);
        string tag = header.Tag.ToString("X4", CultureInfo.InvariantCulture);
        _struck = faults.Take(Place.Es10, party, digits => string.Equals(digits, tag, StringComparison.OrdinalIgnoreCase));
        return true;
    }

    private const byte StoreData = 0xE2;
}
