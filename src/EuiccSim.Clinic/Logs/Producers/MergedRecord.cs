using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>A TPDU as a sniffer has it: header, data, answer and status word run together, without procedure bytes. The instruction tells which is which.</summary>
internal static class MergedRecord
{
    /// <summary>An exchange, or what cannot be parted.</summary>
    internal static LogEntry Part(LineRange lines, Octets record)
    {
        int length = record.Length;
        if (length >= LeastLength && ApduShape.IsStatus(record.Span))
        {
            int p3 = record[4];
            bool answers = s_answering.Contains(record[1]);
            int data = answers && p3 == 0 ? 256 : p3;
            if (length == LeastLength) return Exchange(lines, record, HeaderLength);
            if (length == LeastLength + data) return Exchange(lines, record, answers ? HeaderLength : HeaderLength + data);
            // An APDU of T=1, or one put together by the sniffer: the object behind the command tells where it begins.
            int command = HeaderLength + p3;
            if (!answers && length > command + 4 && ApduShape.MissingOfObject(record.Slice(command, length - command - 2).Span) == 0 && record[command] == 0xBF)
                return Exchange(lines, record, command);
            int missing = LeastLength + data - length;
            return new Unrecoverable(lines, missing > 0
                ? $"the record has {missing} octets less than its P3 says: command and answer cannot be parted with certainty"
                : $"the record has {-missing} octets more than its P3 says: command and answer cannot be parted with certainty")
            {
                Record = record,
                MissingOctets = missing > 0 ? missing : null,
            };
        }
        return new Unrecoverable(lines, "the record breaks off before its status word") { Record = record };
    }

    private static LogExchange Exchange(LineRange lines, Octets record, int command) => new(lines, record.Slice(0, command), record.Slice(command));

    // Instructions whose P3 is Le: GET RESPONSE, READ BINARY and RECORD, STATUS, GET DATA, FETCH, MANAGE CHANNEL, GET CHALLENGE.
    private static readonly byte[] s_answering = [0xC0, 0xB0, 0xB2, 0xF2, 0xCA, 0x12, 0x70, 0x84, 0xF0];
    private const int HeaderLength = 5;
    private const int LeastLength = 7;
}
