using System.Text.Json;
using EuiccSim.Card.Install;
using EuiccSim.Card.IsdR;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card;

/// <summary>Whether a card would install a profile package: its installer runs, and nothing stays of it.</summary>
public static class InstallationCheck
{
    /// <summary>Asks a card, as it is now. The metadata are those of an operational profile of the package's own ICCID, without policy rules.</summary>
    /// <param name="state">The card: <see cref="VirtualEuicc.Snapshot"/>.</param>
    /// <param name="package">The unprotected profile package.</param>
    /// <returns>Why the card would refuse it, or null.</returns>
    public static InstallationFault? Check(CardState state, Octets package) =>
        Check(state, package, new() { Iccid = IccidOf(package), ServiceProviderName = "", ProfileName = "" });

    /// <summary>Asks a card, as it is now.</summary>
    /// <param name="state">The card: <see cref="VirtualEuicc.Snapshot"/>.</param>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="metadata">The metadata that come with it.</param>
    /// <returns>Why the card would refuse it, or null.</returns>
    public static InstallationFault? Check(CardState state, Octets package, StoreMetadataRequest metadata)
    {
        if (MetadataRules.Refuse(metadata, state, state.Euicc.Credentials[0], "") is { } reason) return new(BppCommandId.StoreMetadata, reason, null);
        int left = MetadataRules.MemoryFor(metadata, state);
        InstallFailure? failure = ProfileInstaller.InstallWhole(state.Euicc.Properties, metadata, package, left, new(), out _);
        return failure is null ? null : new(BppCommandId.LoadProfileElements, failure.Reason, failure.Fault);
    }

    // Where there is none, the installer says why.
    private static Iccid IccidOf(Octets package)
    {
        try
        {
            ProfileElementReader reader = new();
            reader.Append(package.Span);
            return reader.TryRead(out Octets first) && Asn1Codec.Decode<ProfileElement>(first) is ProfileElement.Header { Value: var header }
                && header.TryReadIccid(out Iccid iccid) ? iccid : s_none;
        }
        catch (Asn1ContentException)
        {
            return s_none;
        }
    }

    private static readonly Iccid s_none = Iccid.FromEf(Octets.FromHex("FFFFFFFFFFFFFFFFFFFF"));
}

/// <summary>Why a card would not install a package.</summary>
/// <param name="Command">The part of the Bound Profile Package at which it stops.</param>
/// <param name="Reason">The reason in the ProfileInstallationResult. SGP.22 v2.5 §2.5.6.</param>
/// <param name="Element">The element at fault, with its PEStatus; null if the metadata are refused.</param>
public sealed record InstallationFault(BppCommandId Command, ErrorReason Reason, ProfileFault? Element)
{
    /// <summary>Why, in words: the element, its status and the rule; empty if the metadata are refused.</summary>
    public string Explanation => Element is { } fault ? $"{fault.Place}{fault.StatusName}, as this does not hold: {fault.Rule}" : "";

    /// <summary>The reason as the standard calls it.</summary>
    public string ReasonName => StandardName.Of(Reason);

    /// <summary>The reason as the standard numbers it.</summary>
    public int ReasonNumber => (int)Reason;

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("reason", ReasonName);
        if (Element is null) return;
        json.WriteString("status", Element.StatusName);
        Element.WriteMembers(json);
    }
}
