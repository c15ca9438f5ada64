using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between the large parts of orders and their records.</summary>
internal static class PartMapping
{
    internal static PartRecord ToRecord(IOrderPart part) => part switch
    {
        Profile profile => new() { Profile = ToRecord(profile) },
        ProfileBinding binding => new() { Binding = binding.ToRecord() },
        _ => throw new ArgumentException($"{part.GetType().Name} is no part of an order", nameof(part)),
    };

    internal static IOrderPart From(PartRecord record) => record switch
    {
        { Profile: { } profile } => From(profile),
        { Binding: { } binding } => ProfileBinding.From(binding),
        _ => throw new JsonException("a part of no kind"),
    };

    private static ProfileRecord ToRecord(Profile profile) => new()
    {
        Package = profile.Package.ToArray(),
        Metadata = profile.Metadata.Encoded.ToArray(),
        ProfileType = profile.ProfileType,
        Owner = profile.Owner,
        ConfigureIsdp = profile.ConfigureIsdp.ToArray(),
        ReplaceSessionKeys = profile.ProtectedPackage?.ReplaceSessionKeys.ToArray(),
        ProtectedBlocks = profile.ProtectedPackage is { } prepared ? [.. prepared.Blocks.Select(block => block.ToArray())] : null,
    };

    private static Profile From(ProfileRecord record) =>
        Profile.Restore(Octets.Wrap(record.Package), Octets.Wrap(record.Metadata), Octets.Wrap(record.ConfigureIsdp)) with
        {
            ProfileType = record.ProfileType,
            Owner = record.Owner,
            ProtectedPackage = ProtectedPackageOf(record),
        };

    private static ProtectedProfilePackage? ProtectedPackageOf(ProfileRecord record)
    {
        if (record.ReplaceSessionKeys is not { } keys || record.ProtectedBlocks is not { } blocks) return null;
        return ProtectedProfilePackage.Restore(Octets.Wrap(keys), SequenceOf.From(blocks.Select(block => Octets.Wrap(block))));
    }
}
