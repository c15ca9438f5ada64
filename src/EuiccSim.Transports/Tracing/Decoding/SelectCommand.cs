using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>SELECT and what it answers, which STATUS answers as well. TS 102 221 §11.1.1, §8.4.</summary>
internal static class SelectCommand
{
    internal static void Begin(Narration n)
    {
        switch (n.Command.P1)
        {
            case ByName:
                BeginApplication(n, n.Command.Data);
                break;
            case FromMf:
                BeginPath(n, [FileNames.Mf]);
                break;
            case FromCurrent:
                BeginPath(n, [.. n.Channel.Path]);
                break;
            case ParentOfCurrent:
                n.Subject = "parent directory";
                n.OnSuccess = () => n.Channel.SelectDirectory(Parent(n.Channel.Path));
                break;
            default:
                BeginFile(n);
                break;
        }
    }

    internal static void Answer(Narration n, ResponseApdu response)
    {
        foreach ((int tag, Octets value, _) in BerTlv.ReadWhole(Tlvs.Inside(response.Data, FcpTemplate)))
        {
            switch (tag)
            {
                case 0x82 when value.Length >= 2: n.Add("fileDescriptor", Descriptor(value)); break;
                case 0x83: n.Add("fileIdentifier", value); break;
                case 0x84: n.Add("dfName", value); break;
                case 0x80 or 0x81: n.Add(tag == 0x80 ? "fileSize" : "totalFileSize", Number(value)); break;
                case 0x88: n.Add("shortFileIdentifier", value.IsEmpty ? "none" : Number(Octets.Of([(byte)(value[^1] >> 3)]))); break;
                case 0x8A: n.Add("lifeCycleStatus", value); break;
            }
        }
        AnswerFci(n, Tlvs.Inside(response.Data, FciTemplate));
    }

    /// <summary>What applications of GlobalPlatform say of themselves (§11.9.3.1), and the ISD-R (SGP.22 v2.5 §5.7.1).</summary>
    private static void AnswerFci(Narration n, Octets template)
    {
        Octets name = Tlvs.ValueOf(template, 0x84);
        if (!name.IsEmpty) n.Add("dfName", name);
        Octets isdR = Tlvs.Find(template, IsdRTemplate);
        if (!isdR.IsEmpty) n.Details.Add(Es10Messages.Describe<IsdrProprietaryApplicationTemplate>("isdrProprietaryApplicationTemplate", isdR));
    }

    private static void BeginApplication(Narration n, Octets aid)
    {
        string? name = UiccApplication.NameOf(aid);
        n.Subject = name is null ? aid.ToString() : $"{name} ({aid})";
        n.OnSuccess = () => n.Channel.SelectApplication(name ?? aid.ToString());
    }

    private static void BeginFile(Narration n)
    {
        int? fileId = n.Command.Data.Length switch
        {
            0 => MfId,
            2 => (n.Command.Data[0] << 8) | n.Command.Data[1],
            _ => null,
        };
        if (fileId is not { } id)
        {
            n.Subject = n.Command.Data.ToString();
            return;
        }
        Move(n, Resolve(n.Channel, id), id);
    }

    private static void BeginPath(Narration n, List<string> path)
    {
        Octets data = n.Command.Data;
        Target target = new(path, null);
        int id = 0;
        for (int i = 0; i + 1 < data.Length; i += 2)
        {
            id = (data[i] << 8) | data[i + 1];
            target = Step(n.Channel, target.Path, id);
        }
        Move(n, target, id);
    }

    private static void Move(Narration n, Target target, int id)
    {
        n.Subject = target.Name(id);
        n.OnSuccess = () =>
        {
            n.Channel.SelectDirectory(target.Path);
            if (!target.IsDirectory) n.Channel.CurrentFile = target.File ?? id.ToString("X4", CultureInfo.InvariantCulture);
        };
    }

    /// <summary>By identifier, from where the channel stands: a child, then what stands beside or above. TS 102 221 §8.4.1.</summary>
    private static Target Resolve(ChannelState channel, int id)
    {
        if (id is MfId or CurrentAdf) return Step(channel, channel.Path, id);
        for (int depth = channel.Path.Count; depth > 0; depth--)
        {
            List<string> above = channel.Path[..depth];
            if (FileNames.Find(above[^1], id) is not null) return Step(channel, above, id);
        }
        return FileNames.FindAnywhere(id) is { IsDirectory: false } file ? new(channel.Path, file.Name) : new(channel.Path, null, IsUnknown: true);
    }

    private static Target Step(ChannelState channel, List<string> path, int id)
    {
        if (id == MfId) return new([FileNames.Mf], null);
        if (id == CurrentAdf) return new([FileNames.Mf, channel.Application ?? "ADF"], null);
        if (FileNames.Find(path[^1], id) is not { } file) return new(path, null, IsUnknown: true);
        return file.IsDirectory ? new([.. path, file.Name], null) : new(path, file.Name);
    }

    private static List<string> Parent(List<string> path) => path.Count > 1 ? path[..^1] : path;

    /// <summary>TS 102 221 §11.1.1.4.3.</summary>
    private static string Descriptor(Octets value)
    {
        string kind = (value[0] & 0x3F) switch
        {
            0x38 => "directory",
            0x39 => "BER-TLV",
            _ => (value[0] & 0x07) switch { 1 => "transparent", 2 => "linear fixed", 6 => "cyclic", _ => "unknown" },
        };
        return value.Length < 5 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}, {value[4]} records of {(value[2] << 8) | value[3]} octets");
    }

    private static string Number(Octets value)
    {
        if (value.Length > 4) return value.ToString();
        long number = 0;
        foreach (byte octet in value.Span) number = (number << 8) | octet;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Target(List<string> Path, string? File, bool IsUnknown = false)
    {
        internal bool IsDirectory => File is null && !IsUnknown;

        internal string Name(int id)
        {
            string place = ChannelState.Join(Path);
            return IsDirectory ? place : $"{place}/{File ?? id.ToString("X4", CultureInfo.InvariantCulture)}";
        }
    }

    private const byte ParentOfCurrent = 0x03;
    private const byte ByName = 0x04;
    private const byte FromMf = 0x08;
    private const byte FromCurrent = 0x09;
    private const int MfId = 0x3F00;
    private const int CurrentAdf = 0x7FFF;
    private const int FcpTemplate = 0x62;
    private const int FciTemplate = 0x6F;
    private const int IsdRTemplate = 0xE0;
}
