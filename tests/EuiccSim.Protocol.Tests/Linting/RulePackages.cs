using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>Packages that keep every rule, and ways to change one thing in them.</summary>
internal static class RulePackages
{
    internal const string Imsi = "001010123456063";

    internal static readonly SubscriberData Data = new()
    {
        Iccid = EuiccSim.Protocol.Identifiers.Iccid.FromDigits("8949000000000000018"),
        Imsi = Imsi,
        Key = Octets.FromHex("1B2D3F4C5A6978879695A4B3C2D1E0F1"),
        Opc = Octets.FromHex("C1D2E3F405162738495A6B7C8D9EAFB0"),
        Puk = "31415926",
        Puk2 = "27182818",
        Adm1 = "16180339",
        OtaKeys = [Octets.FromHex("2F1E0D3C4B5A69788796A5B4C3D2E1F0"), Octets.FromHex("E1D2C3B4A5968778695A4B3C2D1E0FF1"), Octets.FromHex("9A8B7C6D5E4F30211203F4E5D6C7B8A9")],
    };

    /// <summary>A whole profile with USIM and ISIM.</summary>
    internal static ProfileElement[] Full(SubscriberData? data = null) => [.. ProfileBuilder.Build(data ?? Data).Elements.Select(element => element.Value)];

    /// <summary>A profile with nothing but the MF.</summary>
    internal static ProfileElement[] Bare(params string[] aids)
    {
        ProfileElement[] full = Full();
        ProfileElement[] bare = [full[0], full[1], full[2], full[3], full[^1]];
        return bare
            .Header(header => header with { EuiccMandatoryServices = new(), EuiccMandatoryGfsteList = [MfTemplates.Mf.Id] })
            .Puks(puks => [puks[0]])
            .Dir(aids);
    }

    internal static Octets Write(this IEnumerable<ProfileElement> elements) => ProfilePackage.Of(elements).Write();

    internal static ProfileElement[] Header(this ProfileElement[] all, Func<ProfileHeader, ProfileHeader> change) =>
        [new ProfileElement.Header(change(((ProfileElement.Header)all[0]).Value)), .. all[1..]];

    internal static ProfileElement[] Services(this ProfileElement[] all, Func<ServicesList, ServicesList> change) =>
        all.Header(header => header with { EuiccMandatoryServices = change(header.EuiccMandatoryServices) });

    internal static ProfileElement[] Templates(this ProfileElement[] all, params string[] more) =>
        all.Header(header => header with { EuiccMandatoryGfsteList = SequenceOf.From(header.EuiccMandatoryGfsteList.Concat(more.Select(id => new ObjectIdentifier("2.23.143.1.2." + id)))) });

    internal static ProfileElement[] WithoutTemplate(this ProfileElement[] all, string id) =>
        all.Header(header => header with { EuiccMandatoryGfsteList = SequenceOf.From(header.EuiccMandatoryGfsteList.Where(one => one.Value != "2.23.143.1.2." + id)) });

    /// <summary>An ICCID in header and file.</summary>
    internal static ProfileElement[] Iccid(this ProfileElement[] all, string digits)
    {
        Octets ef = Octets.FromHex(string.Concat(digits.PadRight(20, 'F').Chunk(2).Select(pair => $"{pair[1]}{pair[0]}")));
        return all.Header(header => header with { Iccid = Octets.FromHex(digits.PadRight(20, 'F')) }).Set(PeKind.Mf, "ef-iccid", ef.ToString());
    }

    internal static ProfileElement[] Puks(this ProfileElement[] all, Func<SequenceOf<PukConfiguration>, SequenceOf<PukConfiguration>> change) =>
        all.Change<ProfileElement.PukCodes>(0, element => new(element.Value with { PukCodes = change(element.Value.PukCodes) }));

    /// <summary>PINs: 0 those of the MF, 1 to 3 those of DF.TELECOM, USIM and ISIM.</summary>
    internal static ProfileElement[] Pins(this ProfileElement[] all, int which, Func<SequenceOf<PinConfiguration>, SequenceOf<PinConfiguration>> change) =>
        all.Change<ProfileElement.PinCodes>(which, element => new(element.Value with { PinCodes = new PinCodes.Pinconfig(change(((PinCodes.Pinconfig)element.Value.PinCodes).Value)) }));

    /// <summary>One more PIN.</summary>
    internal static ProfileElement[] Pin(this ProfileElement[] all, int which, Func<PinConfiguration, PinConfiguration> change) =>
        all.Pins(which, pins => SequenceOf.From(pins.Append(change(pins[0]))));

    internal static ProfileElement[] FirstPin(this ProfileElement[] all, int which, Func<PinConfiguration, PinConfiguration> change) =>
        all.Pins(which, pins => SequenceOf.From(pins.Skip(1).Prepend(change(pins[0]))));

    /// <summary>The keys: 0 that of the USIM, 1 that of the ISIM.</summary>
    internal static ProfileElement[] Aka(this ProfileElement[] all, int which, Func<PeAkaParameter, PeAkaParameter> change) =>
        all.Change<ProfileElement.AkaParameter>(which, element => new(change(element.Value)));

    internal static ProfileElement[] Algorithm(this ProfileElement[] all, int which, Func<AlgoParameter, AlgoParameter> change) =>
        all.Aka(which, aka => aka with { AlgoConfiguration = new AlgoConfiguration.Algo(change(((AlgoConfiguration.Algo)aka.AlgoConfiguration).Value)) });

    internal static ProfileElement[] Algorithms(this ProfileElement[] all, Func<AlgoParameter, AlgoParameter> change) => all.Algorithm(0, change).Algorithm(1, change);

    /// <summary>A key before that of the ISIM, which then holds.</summary>
    internal static ProfileElement[] KeyBefore(this ProfileElement[] all, AlgoConfiguration configuration)
    {
        int at = Array.FindLastIndex(all, element => element is ProfileElement.AkaParameter);
        PeAkaParameter aka = ((ProfileElement.AkaParameter)all[at]).Value;
        return all.Insert(at, new ProfileElement.AkaParameter(aka with { AkaHeader = NewHeader, AlgoConfiguration = configuration }));
    }

    internal static AlgoParameter OwnKey { get; } = new() { AlgorithmID = AlgorithmId.Milenage, AlgorithmOptions = Octets.FromHex("01"), Key = Data.Key, Opc = Data.Opc };

    internal static ProfileElement[] Domain(this ProfileElement[] all, Func<PeSecurityDomain, PeSecurityDomain> change) =>
        all.Change<ProfileElement.SecurityDomain>(0, element => new(change(element.Value)));

    internal static ProfileElement[] Instance(this ProfileElement[] all, Func<ApplicationInstance, ApplicationInstance> change) =>
        all.Domain(domain => domain with { Instance = change(domain.Instance) });

    internal static ProfileElement[] Rfm(this ProfileElement[] all, int which, Func<PeRfm, PeRfm> change) => all.Change<ProfileElement.Rfm>(which, element => new(change(element.Value)));

    /// <summary>A load package with its header component, and an instance of it.</summary>
    internal static ProfileElement[] Application(this ProfileElement[] all, Func<PeApplication, PeApplication>? change = null)
    {
        Octets aid = Octets.FromHex("A000000099010203");
        PeApplication application = new()
        {
            AppHeader = NewHeader,
            // JCVM §6.4: tag, size, magic, version 2.1, flags, package version 1.0, AID.
            LoadBlock = new() { LoadPackageAID = aid, LoadBlockObject = Octets.FromHex("010012" + "DECAFFED" + "0102" + "04" + "0001" + "08" + aid) },
            InstanceList =
            [
                new()
                {
                    ApplicationLoadPackageAID = aid, ClassAID = Octets.FromHex("A00000009901020304"), InstanceAID = Octets.FromHex("A0000000990102030405"),
                    ApplicationPrivileges = Octets.FromHex("00"), ApplicationSpecificParametersC9 = Octets.Empty,
                },
            ],
        };
        return all.Services(list => list with { Javacard = true }).Insert(all.Length - 1, new ProfileElement.Application(change?.Invoke(application) ?? application));
    }

    /// <summary>What a file of a template holds; its attributes stay.</summary>
    internal static ProfileElement[] Set(this ProfileElement[] all, PeKind kind, string field, string content) =>
        all.Parts(kind, field, parts => [.. parts.Where(part => part is FilePart.FileDescriptor), new FilePart.FillFileContent(Octets.FromHex(content))]);

    /// <summary>A file of records, or a transparent one of a size.</summary>
    internal static ProfileElement[] Set(this ProfileElement[] all, PeKind kind, string field, int recordLength, string content, int? size = null)
    {
        int octets = size ?? content.Length / 2;
        Fcp fcp = new()
        {
            FileDescriptor = recordLength == 0 ? null : Octets.FromHex($"422100{recordLength:X2}"),
            EfFileSize = Octets.FromHex(octets < 256 ? $"{octets:X2}" : $"{octets:X4}"),
        };
        return all.Parts(kind, field, _ => content.Length == 0 ? [new FilePart.FileDescriptor(fcp)] : [new FilePart.FileDescriptor(fcp), new FilePart.FillFileContent(Octets.FromHex(content))]);
    }

    internal static ProfileElement[] Parts(this ProfileElement[] all, PeKind kind, string field, Func<SequenceOf<FilePart>, IEnumerable<FilePart>> change)
    {
        int at = Array.FindIndex(all, element => element.Kind == kind);
        FileSystemElement element = ((ProfileElement.FileSystem)all[at]).Value;
        int tag = PeLayout.Of(kind).Newest.Find(field)!.Tag;
        TemplatedFile file = new(tag, SequenceOf.From(change(element.Find(tag)?.Parts ?? [])));
        IEnumerable<TemplatedFile> files = element.Files.Where(one => one.Tag != tag).Append(file).OrderBy(one => one.Tag);
        return all.Replace(at, new ProfileElement.FileSystem(element with { Files = SequenceOf.From(files) }));
    }

    internal static ProfileElement[] Drop(this ProfileElement[] all, PeKind kind, params string[] fields)
    {
        int at = Array.FindIndex(all, element => element.Kind == kind);
        FileSystemElement element = ((ProfileElement.FileSystem)all[at]).Value;
        int[] tags = [.. fields.Select(field => PeLayout.Of(kind).Newest.Find(field)!.Tag)];
        return all.Replace(at, new ProfileElement.FileSystem(element with { Files = SequenceOf.From(element.Files.Where(one => !tags.Contains(one.Tag))) }));
    }

    /// <summary>EF.DIR with a record for each AID.</summary>
    internal static ProfileElement[] Dir(this ProfileElement[] all, params string[] aids) => all.DirRecords([.. aids.Select(aid => $"61{(aid.Length / 2) + 6:X2}4F{aid.Length / 2:X2}{aid}50024142")]);

    internal static ProfileElement[] DirRecords(this ProfileElement[] all, params string[] records) =>
        all.Set(PeKind.Mf, "ef-dir", 40, string.Concat((records.Length == 0 ? [""] : records).Select(record => record.PadRight(80, 'F'))));

    /// <summary>EF.UST with the services of the built profile, and some more or fewer (negative).</summary>
    internal static ProfileElement[] Ust(this ProfileElement[] all, params int[] services)
    {
        FileSystemElement usim = ((ProfileElement.FileSystem)all.First(element => element.Kind == PeKind.Usim)).Value;
        byte[] table = [.. usim.Find(8)!.Parts.OfType<FilePart.FillFileContent>().Single().Value.ToArray()];
        foreach (int service in services)
        {
            int bit = 1 << ((Math.Abs(service) - 1) % 8), at = (Math.Abs(service) - 1) / 8;
            table[at] = (byte)(service > 0 ? table[at] | bit : table[at] & ~bit);
        }
        return all.Set(PeKind.Usim, "ef-ust", Convert.ToHexString(table));
    }

    /// <summary>A PE-GenericFileManagement with lists of steps before the end.</summary>
    internal static ProfileElement[] Files(this ProfileElement[] all, params string[] lists) => all.Insert(all.Length - 1, Management(lists));

    internal static ProfileElement Management(params string[] lists) => Asn1Codec.Decode<ProfileElement>(
        Tlv("A1", Tlv("A0", "8000" + "810163") + Tlv("A1", string.Concat(lists.Select(list => Tlv("30", list))))).Hex());

    /// <summary>createFCP of a transparent file with an identifier, a size, and an access rule of EF.ARR under the MF.</summary>
    internal static string Ef(string id, string more = "", string descriptor = "4121", string size = "02", string rule = "2F0602") => Tlv("62",
        (descriptor.Length == 0 ? "" : Tlv("82", descriptor)) + (id.Length == 0 ? "" : "8302" + id) + (rule.Length == 0 ? "" : Tlv("8B", rule)) + (size.Length == 0 ? "" : Tlv("80", size)) + more);

    internal static string Df(string id, string pins = "C60101", string more = "") => Tlv("62", "82027821" + "8302" + id + more + "8B032F060E" + pins);

    /// <summary>An element of which the package has the octets.</summary>
    internal static string Tlv(string tag, string value) =>
        tag + (value.Length / 2 < 0x80 ? $"{value.Length / 2:X2}" : value.Length / 2 < 0x100 ? $"81{value.Length / 2:X2}" : $"82{value.Length / 2:X4}") + value;

    /// <summary>A file system element of a template that makes none of its files, but those that are given.</summary>
    internal static ProfileElement Nothing(ProfileTemplate template, params (string Field, Fcp Fcp)[] made) => new ProfileElement.FileSystem(new(template.Kind, NewHeader, template.Id,
        SequenceOf.From(template.Files.Select(row => new TemplatedFile(row.Tag, made.FirstOrDefault(one => one.Field == row.Field) is { Fcp: { } fcp }
            ? [new FilePart.FileDescriptor(fcp)]
            : [new FilePart.DoNotCreate()])))));

    internal static PeHeader NewHeader => new() { Mandated = true, Identification = s_identification++ };

    internal static ProfileElement[] Insert(this ProfileElement[] all, int at, params ProfileElement[] elements) => [.. all[..at], .. elements, .. all[at..]];

    internal static ProfileElement[] BeforeEnd(this ProfileElement[] all, params ProfileElement[] elements) => all.Insert(all.Length - 1, elements);

    internal static ProfileElement[] Without(this ProfileElement[] all, PeKind kind) => [.. all.Where(element => element.Kind != kind)];

    internal static ProfileElement[] WithoutLast(this ProfileElement[] all, PeKind kind)
    {
        int at = Array.FindLastIndex(all, element => element.Kind == kind);
        return [.. all[..at], .. all[(at + 1)..]];
    }

    internal static ProfileElement[] Change<T>(this ProfileElement[] all, int which, Func<T, T> change)
        where T : ProfileElement
    {
        int at = Enumerable.Range(0, all.Length).Where(i => all[i] is T).ElementAt(which);
        return all.Replace(at, change((T)all[at]));
    }

    internal static ProfileElement[] End(this ProfileElement[] all, int identification) =>
        all.Replace(all.Length - 1, new ProfileElement.End(new() { EndHeader = new() { Mandated = true, Identification = identification } }));

    internal static Octets Hex(this string digits) => Octets.FromHex(digits);

    private static ProfileElement[] Replace(this ProfileElement[] all, int at, ProfileElement element) => [.. all[..at], element, .. all[(at + 1)..]];

    private static int s_identification = 100;
}
