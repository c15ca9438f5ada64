using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Storage;
using Profile = EuiccSim.Servers.SmDp.Orders.Profile;

namespace EuiccSim.Cli.Smdp;

/// <summary>What a served SM-DP+ has from the beginning: orders of a file, and profiles of a folder.</summary>
internal sealed class Stock
{
    private readonly Option<DirectoryInfo?> _profiles = new("--profiles") { Description = "Profile packages to have in stock: *.der, and texts by their endings (*.hex, *.b64, *.json, *.txt).", HelpName = "DIR" };
    private readonly Option<FileInfo?> _orders = new("--orders") { Description = "Orders to begin with.", HelpName = "FILE.json" };
    private readonly Option<bool> _force = new("--force") { Description = "Takes orders also if the check digits of their ICCID or EID are wrong." };

    internal IReadOnlyList<Option> Options => [_profiles, _orders, _force];

    /// <summary>With a state that lasts, what was put in by an earlier run is there.</summary>
    internal async Task FillAsync(SmdpServer server, VerbCall call)
    {
        IEnumerable<(string File, ProfileOrder Order)> orders = call.Parsed.GetValue(_orders) is { } file
            ? ReadOrders(file, server.Options.Address, call.Parsed.GetValue(_force), call.At).Select((order, index) => (string.Create(CultureInfo.InvariantCulture, $"order {index + 1} of {file.Name}"), order)) : [];
        IEnumerable<(string File, ProfileOrder Order)> stock = call.Parsed.GetValue(_profiles) is { } folder ? ReadFolder(folder, server.Options.Address, call) : [];
        Dictionary<Iccid, string> sources = [];
        foreach ((string source, ProfileOrder order) in orders.Concat(stock))
        {
            if (sources.TryGetValue(order.Iccid, out string? first))
                call.Say($"{source} is left out: it has the ICCID {order.Iccid}, and so has {first}. An order with another ICCID ('iccid', --iccid) takes it.");
            else if (await server.Orders.FindAsync(order.Iccid) is { } known) call.Say($"{source}: {known} is there already.");
            else await AddAsync(server, order);
            sources.TryAdd(order.Iccid, source);
        }
    }

    /// <summary>A package with another ICCID, as <see cref="PackageTemplate.WithIccid"/> makes it.</summary>
    internal static Octets WithIccid(Octets package, Iccid iccid, Surroundings at)
    {
        _ = PackageSource.Elements(package);
        try
        {
            return new PackageTemplate(package).WithIccid(iccid, at.Random);
        }
        catch (Exception e) when (e is ArgumentException or Asn1ContentException)
        {
            throw CommandFailure.Missing("profile", $"The package cannot have another ICCID: {FaultWords.Of(e)}", e);
        }
    }

    /// <summary>The orders of a file.</summary>
    /// <param name="file">The file; packages and icons are named from its folder.</param>
    /// <param name="address">The server that eUICCs tell what becomes of the profiles.</param>
    /// <param name="force">Whether wrong check digits are taken.</param>
    /// <param name="at">Where keys come from.</param>
    internal static IReadOnlyList<ProfileOrder> ReadOrders(FileInfo file, string address, bool force, Surroundings at)
    {
        OrderFile reader = new(new()
        {
            ServerAddress = address,
            ReadIcon = name => PackageSource.Read(at, new(Path.Combine(file.DirectoryName!, name)), "icon"),
            ReadPackage = name => PackageSource.ReadPackage(at, new(Path.Combine(file.DirectoryName!, name))),
            WithIccid = (package, iccid) => WithIccid(package, iccid, at),
            Random = at.Random,
            ReadIccid = digits => GivenNumber.Iccid(digits, force),
            ReadEid = digits => GivenNumber.Eid(digits, force),
        });
        try
        {
            return reader.Read(InputFile.Read(file.FullName));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("orders", $"{file.FullName}: {FaultWords.Of(e, file.FullName)}", e);
        }
    }

    // Nobody else adds any before the server listens, but where servers share a state.
    private static async Task AddAsync(SmdpServer server, ProfileOrder order)
    {
        if (await server.Orders.ExplainConflictAsync(order) is { } reason) throw CommandFailure.Missing("orders", $"The profile {order.Iccid}: {reason}.");
        try
        {
            await server.Orders.AddAsync(order);
        }
        catch (StateValueException e)
        {
            throw CommandFailure.Missing("orders", FaultWords.Sentence(e), e);
        }
    }

    /// <summary>All packages in a folder, with the file's name (without its ending) as their type. What is none is left out, unless nothing is left.</summary>
    private static List<(string File, ProfileOrder Order)> ReadFolder(DirectoryInfo folder, string address, VerbCall call)
    {
        if (!folder.Exists)
            throw CommandFailure.Missing("profiles", File.Exists(folder.FullName) ? $"{folder.FullName} is a file: --profiles takes the folder that packages are in." : $"There is no folder {folder.FullName}.");
        FileInfo[] files = [.. folder.GetFiles().Where(file => ProfileForms.OfName(file.Name) is not null).OrderBy(file => file.Name, StringComparer.Ordinal)];
        List<(string, ProfileOrder)> read = [];
        foreach (FileInfo file in files)
        {
            try
            {
                read.Add((file.Name, ReadOne(file, address, call.At)));
            }
            catch (CommandFailure fault)
            {
                call.Say($"{file.Name} is left out: {fault.Message}");
            }
        }
        if (read.Count > 0) return read;
        throw CommandFailure.Missing("profiles", files.Length == 0 ? $"There is no profile package (*.der, or a text) in {folder.FullName}." : $"Not one of the files (*.der, or texts) in {folder.FullName} is a profile package.");
    }

    private static ProfileOrder ReadOne(FileInfo file, string address, Surroundings at)
    {
        Octets package = PackageSource.ReadPackage(at, file);
        try
        {
            return new() { Profile = Profile.ForServer(package, address) with { ProfileType = Path.GetFileNameWithoutExtension(file.Name) } };
        }
        catch (Exception e) when (e is Asn1ContentException or FormatException)
        {
            throw CommandFailure.Missing("profile", $"Not a profile package: {FaultWords.Of(e)}.", e);
        }
    }
}
