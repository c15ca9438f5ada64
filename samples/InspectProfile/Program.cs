// Builds a profile package, lists its elements, checks it, and breaks a rule to see that noticed.
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

ProfilePackage built = ProfileBuilder.Build(new()
{
    Iccid = Iccid.FromDigits("89882119900000000012"),
    Imsi = "001010000000001",
    Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
    Opc = Octets.FromHex("101112131415161718191A1B1C1D1E1F"),
    ProfileType = "A profile to look at",
});

// A package is octets; any package can be read.
Octets octets = built.Write();
ProfilePackage package = ProfilePackage.Read(octets);
ProfileHeader header = package.Header!;
Console.WriteLine($"\"{header.ProfileType}\", SAIP {header.MajorVersion}.{header.MinorVersion}, {package.Elements.Count} elements, {octets.Length} octets");

foreach (Signed<ProfileElement> element in package.Elements)
    Console.WriteLine($"{element.Value.PeHeader?.Identification,4}  {element.Value.Kind,-15}{element.Encoded.Length,6} octets  {Describe(element.Value)}".TrimEnd());

Report("As built", package);
Report("Without PE-End", ProfilePackage.Of(package.Elements.SkipLast(1).Select(element => element.Value)));
Report("Without PINs", ProfilePackage.Of(package.Elements.Select(element => element.Value).Where(element => element.Kind != PeKind.PinCodes)));

static string Describe(ProfileElement element) => element switch
{
    ProfileElement.FileSystem { Value: var files } => $"template {files.TemplateId}, {files.Files.Count} files",
    ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo { Value: var algorithm } } => $"{algorithm.AlgorithmID}",
    ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig { Value: var pins } } => string.Join(", ", pins.Select(pin => pin.KeyReference)),
    _ => "",
};

static void Report(string title, ProfilePackage package)
{
    SequenceOf<ProfileFault> faults = ProfileChecks.Check(package);
    Console.WriteLine($"{title}: {(faults.Count == 0 ? "in order" : "")}".TrimEnd());
    foreach (ProfileFault fault in faults) Console.WriteLine($"  {fault.Status.Status}: {fault.Rule}");
}
