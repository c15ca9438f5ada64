using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Testing.Events;

/// <summary>Sees what a device does after one switch.</summary>
internal sealed class SwitchWatch
{
    private readonly IAsn1Encodable _request;
    private readonly HashSet<SwitchStep> _due;
    private readonly Dictionary<int, FileInSight> _files = [];
    private readonly HashSet<int> _opened = [];
    private bool _isRefreshFetched;
    private bool _isReset;

    private SwitchWatch(IAsn1Encodable request, bool hasRefresh, bool hasProfile)
    {
        _request = request;
        _due = [SwitchStep.ResetCard];
        if (hasRefresh) _due.Add(SwitchStep.PerformRefresh);
        if (hasProfile) _due.UnionWith([SwitchStep.ReadIccid, SwitchStep.ReadImsi, SwitchStep.Attach]);
    }

    /// <summary>A watch if a card carried out a switch here.</summary>
    internal static SwitchWatch? Begins(TraceEvent one) => one is not TraceEvent.Es10 call ? null : (call.Request, call.Response) switch
    {
        (EnableProfileRequest enable, EnableProfileResponse { EnableResult: EnableResult.Ok }) => new(enable, enable.RefreshFlag, hasProfile: true),
        (DisableProfileRequest disable, DisableProfileResponse { DisableResult: DisableResult.Ok }) => new(disable, disable.RefreshFlag, hasProfile: false),
        _ => null,
    };

    internal void See(TraceEvent one)
    {
        if (one is TraceEvent.Reset)
        {
            _isReset = true;
            _due.Remove(SwitchStep.ResetCard);
            _opened.Clear();
            _files.Clear();
        }
        if (one is TraceEvent.Apdu { Response.Length: >= 2 } exchange && CommandApdu.TryParse(exchange.Command) is { } command)
            See(command, ResponseApdu.Parse(exchange.Response));
    }

    internal SwitchReview End() => new(_request, SequenceOf.From(_due.Order()));

    private void See(CommandApdu command, ResponseApdu response)
    {
        int channel = ChannelNumber.FromClass(command.Cla).Value;
        if (command.Ins == Fetch) _isRefreshFetched |= ProactiveCommand.TryRead(response.Data)?.Type == ProactiveCommand.Refresh;
        if (command.Ins == TerminalResponse && _isRefreshFetched) _due.Remove(SwitchStep.PerformRefresh);
        // What is read before the reset is the other subscription's.
        if (!_isReset) return;
        if (channel != 0 && !_opened.Contains(channel) && response.Status == StatusWord.ChannelNotSupported) _due.Add(SwitchStep.CloseChannels);
        if (!response.Status.IsOk && response.Status.Sw1 != 0x61) return;
        switch (command.Ins)
        {
            case ManageChannel when command.P1 == 0 && response.Data.Length == 1:
                _opened.Add(response.Data[0]);
                break;
            case Select:
                FileOf(channel).Select(command);
                break;
            case ReadBinary:
                if (FileOf(channel).IsIccid(command)) _due.Remove(SwitchStep.ReadIccid);
                if (FileOf(channel).IsImsi(command)) _due.Remove(SwitchStep.ReadImsi);
                break;
            case Authenticate:
                _due.Remove(SwitchStep.Attach);
                break;
        }
    }

    private FileInSight FileOf(int channel)
    {
        if (!_files.TryGetValue(channel, out FileInSight? file)) _files.Add(channel, file = new());
        return file;
    }

    /// <summary>Which file a channel stands at, as far as it matters here. TS 102 221 §8.4, TS 31.102 annex H.</summary>
    private sealed class FileInSight
    {
        private bool _isInApplication;
        private Octets _last;

        internal void Select(CommandApdu command)
        {
            if (command.P1 == ByName) (_isInApplication, _last) = (true, Octets.Empty);
            else if (command.Data.Length >= 2) _last = command.Data.Slice(command.Data.Length - 2);
            if (_last == s_mf) _isInApplication = false;
        }

        internal bool IsIccid(CommandApdu read) => HasShortIdentifier(read) ? !_isInApplication && ShortIdentifier(read) == IccidShort : _last == s_iccid;

        internal bool IsImsi(CommandApdu read) => HasShortIdentifier(read) ? _isInApplication && ShortIdentifier(read) == ImsiShort : _last == s_imsi;

        private static bool HasShortIdentifier(CommandApdu read) => (read.P1 & 0x80) != 0;

        private static int ShortIdentifier(CommandApdu read) => read.P1 & 0x1F;

        private const byte ByName = 0x04;
        private const int IccidShort = 0x02;
        private const int ImsiShort = 0x07;
        private static readonly Octets s_mf = Octets.FromHex("3F00");
        private static readonly Octets s_iccid = Octets.FromHex("2FE2");
        private static readonly Octets s_imsi = Octets.FromHex("6F07");
    }

    private const byte Fetch = 0x12;
    private const byte TerminalResponse = 0x14;
    private const byte ManageChannel = 0x70;
    private const byte Authenticate = 0x88;
    private const byte Select = 0xA4;
    private const byte ReadBinary = 0xB0;
}
