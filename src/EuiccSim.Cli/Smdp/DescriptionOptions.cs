using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Smdp;

/// <summary>The options that say what LPAs show of a profile, and what may be done with it.</summary>
internal sealed class DescriptionOptions
{
    private readonly Option<string?> _provider = new("--provider", "--service-provider") { Description = "The service provider's name that LPAs show.", HelpName = "NAME" };
    private readonly Option<string?> _name = new("--name", "--profile-name") { Description = "The profile's name that LPAs show.", HelpName = "NAME" };
    private readonly Option<FileInfo?> _icon = new("--icon") { Description = "The icon that LPAs show: PNG or JPEG, up to 1024 octets." };
    private readonly Option<string?> _class = new("--class", "--profile-class") { Description = "operational, provisioning or test.", HelpName = "CLASS" };
    private readonly Option<string[]> _rules = new("--policy-rules", "--ppr")
    {
        Description = "ppr1 (it must not be disabled), ppr2 (not deleted), pprUpdateControl; several with commas between.",
        HelpName = "RULES",
    };

    private readonly Option<string?> _owner = new("--owner") { Description = "MCC and MNC of the operator that the rules are of; those of the IMSI if absent.", HelpName = "MCCMNC" };

    private readonly Option<FileInfo?> _metadata = new("--metadata") { Description = "All of these, from the file of orders that 'profile build' writes beside a package.", HelpName = "FILE.orders.json" };

    internal IReadOnlyList<Option> Options => [_provider, _name, _icon, _class, _rules, _owner, _metadata];

    internal ProfileDescription Read(VerbCall call)
    {
        if (call.Parsed.GetValue(_metadata) is { } metadata) return Read(call, metadata);
        Octets? icon = call.Parsed.GetValue(_icon) is { } file ? PackageSource.Read(call.At, file, "icon") : null;
        try
        {
            return ProfileDescription.Read(call.Parsed.GetValue(_provider), call.Parsed.GetValue(_name), icon, call.Parsed.GetValue(_class),
                call.Parsed.GetValue(_rules), call.Parsed.GetValue(_owner));
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", $"The profile cannot be described so: {e.Message}.", e);
        }
    }

    private ProfileDescription Read(VerbCall call, FileInfo metadata)
    {
        if (Options.Where(option => option != _metadata).Any(option => call.Parsed.GetResult(option) is { Implicit: false }))
            throw CommandFailure.Missing("arguments", "--metadata has the names, icon, class and rules: no other option goes with it.");
        try
        {
            return OrderFile.ReadDescription(PackageSource.Read(call.At, metadata, "orders").Span, name => PackageSource.Read(call.At, new(Path.Combine(metadata.DirectoryName!, name)), "icon"));
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("orders", $"{metadata}: {FaultWords.Of(e)}.", e);
        }
    }
}
