using System.Security.Cryptography;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Profiles;
using EuiccSim.Keeping;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Card.Install;

/// <summary>Interprets the elements of a profile package, one after the other as they arrive. SAIP §8.</summary>
internal sealed class ProfileInstaller(EuiccProperties properties, StoreMetadataRequest metadata, int freeMemory, CardCache cache) : IDisposable
{
    private readonly ProfileElementReader _reader = new();
    private readonly ElementOrder _order = new();
    private readonly List<PeStatus> _passedOver = [];
    private readonly InstallContext _context = new(metadata.ProfileClass, freeMemory, Math.Min(properties.DirectoryLevels, PackageRoom.MostLevels));
    private readonly List<Octets> _portions = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _size;
    private int _count;

    /// <summary>The element that the card does not take; null for none.</summary>
    internal (int Number, PeStatusCode Status)? Refused { get; init; }

    /// <summary>Takes the next octets of the package; where an element ends does not matter.</summary>
    /// <returns>Why the installation stops, or null.</returns>
    internal InstallFailure? Load(Octets octets)
    {
        _size += octets.Length;
        if (_size > freeMemory) return InstallFailure.Of(HeaderRules.Memory, $"the package fits in the {freeMemory} octets that are free");
        try
        {
            _hash.AppendData(octets.Span);
            _portions.Add(octets);
            _reader.Append(octets.Span);
            while (_reader.TryRead(out Octets encoded))
            {
                if (Install(encoded) is { } failure) return failure;
            }
            return null;
        }
        catch (Asn1ContentException fault)
        {
            return InstallFailure.Of(HeaderRules.Encoding, $"it is encoded as it should be: {fault.Message}", _count + 1);
        }
    }

    /// <summary>Ends the installation.</summary>
    /// <param name="package">The SIM, unless there is a failure.</param>
    internal InstallFailure? Complete(out InstalledPackage? package)
    {
        package = null;
        if (_reader.Pending > 0) return InstallFailure.Of(HeaderRules.Complete, number: _count + 1);
        if (!_order.IsComplete) return InstallFailure.Of(OrderRules.EndLast);
        if (_context.IsEmpty) return InstallFailure.Of(OrderRules.MfSecond);
        if (_context.FindMissingPin() is { } missing) return InstallFailure.Of(missing);
        EuiccResponse response = new() { Statuses = SequenceOf.From([.. _passedOver, new PeStatus { Status = PeStatusCode.Ok }]) };
        UiccProfile uicc = cache.FindProfile(Octets.Wrap(_hash.GetHashAndReset()), Freeze);
        package = new(uicc, Asn1Codec.Encode(response), Math.Max(_size, _context.Reserved));
        return null;
    }

    /// <summary>Interprets a whole package at once, as when it was installed.</summary>
    /// <returns>Why it cannot be installed, or null.</returns>
    internal static InstallFailure? InstallWhole(
        EuiccProperties properties, StoreMetadataRequest metadata, Octets upp, int freeMemory, CardCache cache, out InstalledPackage? package)
    {
        package = null;
        using ProfileInstaller installer = new(properties, metadata, freeMemory, cache);
        return installer.Load(upp) ?? installer.Complete(out package);
    }

    public void Dispose() => _hash.Dispose();

    private UiccProfile Freeze() => _context.Freeze() with { KeptPackage = KeptOctets.Of(_portions is [var whole] ? whole : Octets.Concat([.. _portions])) };

    private InstallFailure? Install(Octets encoded)
    {
        ProfileElement element = cache.ReadElement(encoded);
        _count++;
        if (_order.Next(element) is { } fault) return InstallFailure.Of(fault);
        if (Refused is { } refused && refused.Number == _count) return Refuse(element, refused.Status);
        try
        {
            Interpret(element, encoded);
            return null;
        }
        catch (ElementException e)
        {
            PeStatus status = e.Fault.Status with { Identification = element.PeHeader?.Identification };
            // What is not supported is passed over, unless the profile insists (§8.1.3).
            if (status.Status == PeStatusCode.PeNotSupported && element.PeHeader is { Mandated: false })
            {
                _passedOver.Add(status);
                return null;
            }
            return InstallFailure.Of(e.Fault with { Status = status, Number = _count, Kind = element.Kind }, e.Reason);
        }
    }

    /// <summary>A card that does not take this element tells no rule for it.</summary>
    private InstallFailure Refuse(ProfileElement element, PeStatusCode status)
    {
        ProfileFault fault = ProfileFault.Of(OrderRules.ElementSupported);
        return InstallFailure.Of(fault with { Status = new() { Status = status, Identification = element.PeHeader?.Identification }, Number = _count, Kind = element.Kind });
    }

    private void Interpret(ProfileElement element, Octets encoded)
    {
        _context.AddFiles(element);
        if (CodeRules.Refuse(element) is { } broken) throw new ElementException(broken);
        switch (element)
        {
            case ProfileElement.Header header:
                CheckHeader(header.Value);
                break;
            case ProfileElement.FileSystem or ProfileElement.GenericFileManagement:
                break;
            case ProfileElement.PukCodes puks:
                CodeInstaller.Install(puks.Value, _context);
                break;
            case ProfileElement.PinCodes pins:
                CodeInstaller.Install(pins.Value, _context);
                break;
            case ProfileElement.AkaParameter aka:
                AkaInstaller.Install(aka.Value, _context);
                break;
            case ProfileElement.SecurityDomain:
                _context.Keep(_context.SecurityDomains, encoded);
                break;
            case ProfileElement.Application:
                _context.Keep(_context.Applications, encoded);
                break;
            case ProfileElement.Rfm:
                _context.Keep(_context.RemoteFileManagement, encoded);
                break;
            case ProfileElement.CdmaParameter or ProfileElement.Rfu or ProfileElement.End:
                break;
            default:
                throw new ElementException(OrderRules.ElementSupported);
        }
    }

    private void CheckHeader(ProfileHeader header)
    {
        if (!properties.Understands(header.MajorVersion))
            throw new ElementException(HeaderRules.VersionUnderstood, $"the eUICC understands packages of version {header.MajorVersion}");
        if (ProfileChecks.CheckSupport(header, properties.UiccCapability, []) is { } lacking)
            throw new ElementException(lacking);
        if (ProfileChecks.RefuseIccid(header) is { } refused) throw new ElementException(refused);
        if (!header.HoldsIccid(metadata.Iccid.Ef))
            throw new ElementException(HeaderRules.IccidOfMetadata, reason: ErrorReason.InstallFailedDueToDataMismatch);
    }
}
