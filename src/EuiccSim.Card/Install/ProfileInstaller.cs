using System.Security.Cryptography;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Install;

/// <summary>Interprets the elements of a profile package, one after the other as they arrive. SAIP §8.</summary>
internal sealed class ProfileInstaller(EuiccProperties properties, StoreMetadataRequest metadata, int freeMemory) : IDisposable
{
    private readonly ProfileElementReader _reader = new();
    private readonly ElementOrder _order = new();
    private readonly List<PeStatus> _passedOver = [];
    private readonly InstallContext _context = new(metadata.ProfileClass, freeMemory, Math.Min(properties.DirectoryLevels, EuiccProperties.MostDirectoryLevels));
    private readonly List<Octets> _portions = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _size;

    /// <summary>Takes the next octets of the package; where an element ends does not matter.</summary>
    /// <returns>Why the installation stops, or null.</returns>
    internal InstallFailure? Load(Octets octets)
    {
        _size += octets.Length;
        if (_size > freeMemory) return InstallFailure.Of(new() { Status = PeStatusCode.NotEnoughMemory });
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
        catch (Asn1ContentException)
        {
            return InstallFailure.Of(new() { Status = PeStatusCode.InvalidRequestFormat });
        }
    }

    /// <summary>Ends the installation.</summary>
    /// <param name="package">The SIM, unless there is a failure.</param>
    internal InstallFailure? Complete(out InstalledPackage? package)
    {
        package = null;
        if (!_order.IsComplete || _reader.Pending > 0) return InstallFailure.Of(new() { Status = PeStatusCode.InvalidRequestFormat });
        if (_context.IsEmpty) return InstallFailure.Of(new() { Status = PeStatusCode.BadValues });
        if (_context.MissesPin()) return InstallFailure.Of(new() { Status = PeStatusCode.PinCodeMissing });
        EuiccResponse response = new() { Statuses = SequenceOf.From([.. _passedOver, new PeStatus { Status = PeStatusCode.Ok }]) };
        UiccProfile uicc = SharedProfiles.Find(Octets.Wrap(_hash.GetHashAndReset()), Freeze);
        package = new(uicc, Asn1Codec.Encode(response), Math.Max(_size, _context.Reserved));
        return null;
    }

    /// <summary>Interprets a whole package at once, as when it was installed.</summary>
    /// <returns>Why it cannot be installed, or null.</returns>
    internal static InstallFailure? InstallWhole(
        EuiccProperties properties, StoreMetadataRequest metadata, Octets upp, out InstalledPackage? package)
    {
        package = null;
        using ProfileInstaller installer = new(properties, metadata, int.MaxValue);
        return installer.Load(upp) ?? installer.Complete(out package);
    }

    public void Dispose() => _hash.Dispose();

    private UiccProfile Freeze() => _context.Freeze() with { Package = Octets.Concat([.. _portions]) };

    private InstallFailure? Install(Octets encoded)
    {
        ProfileElement element = Asn1Codec.Decode<ProfileElement>(encoded);
        if (_order.Next(element) is { } fault) return InstallFailure.Of(fault.Status);
        try
        {
            Interpret(element, encoded);
            return null;
        }
        catch (ElementException e)
        {
            PeStatus status = new() { Status = e.Status, Identification = element.PeHeader?.Identification };
            // What is not supported is passed over, unless the profile insists (§8.1.3).
            if (e.Status == PeStatusCode.PeNotSupported && element.PeHeader is { Mandated: false })
            {
                _passedOver.Add(status);
                return null;
            }
            return InstallFailure.Of(status, e.Reason);
        }
    }

    private void Interpret(ProfileElement element, Octets encoded)
    {
        switch (element)
        {
            case ProfileElement.Header header:
                CheckHeader(header.Value);
                break;
            case ProfileElement.FileSystem files:
                TemplateInstaller.Install(files.Value, _context);
                break;
            case ProfileElement.GenericFileManagement files:
                GenericFileInstaller.Install(files.Value, _context);
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
                throw new ElementException(PeStatusCode.PeNotSupported);
        }
    }

    private void CheckHeader(ProfileHeader header)
    {
        if (!properties.Understands(header.MajorVersion)) throw new ElementException(PeStatusCode.UnsupportedProfileVersion);
        if (ProfileChecks.CheckSupport(header, properties.UiccCapability, []) is { } lacking) throw new ElementException(lacking.Status.Status);
        // The header has the digits in reading order; some packages have them as in EF.ICCID.
        Iccid wanted = metadata.Iccid;
        if (header.Iccid != wanted.Ef && Convert.ToHexString(header.Iccid.Span).TrimEnd('F') != wanted.Digits)
            throw new ElementException(PeStatusCode.BadValues, ErrorReason.InstallFailedDueToDataMismatch);
    }
}
