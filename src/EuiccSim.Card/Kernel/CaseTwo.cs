using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>The answer to a command without data, whose length the terminal may have guessed wrongly.</summary>
internal static class CaseTwo
{
    /// <summary>The data, or under T=0 '6CXX' for another Le than its length. TS 102 221 §7.3.1.1.2.</summary>
    internal static ResponseApdu Answer(Octets data, CommandApdu command, Personality personality) =>
        personality.ShapesAsT0 && command.Ne != 0 && command.Ne != data.Length ? new(StatusWord.WrongLe(data.Length)) : new(data);
}
