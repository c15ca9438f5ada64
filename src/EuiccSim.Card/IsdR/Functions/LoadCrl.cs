using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.LoadCRL. SGP.22 v2.5 §4.6, §5.7.12.</summary>
internal static class LoadCrl
{
    /// <exception cref="StatusWordException">'6A88' on a chip without the option (crlSupport of its RspCapability).</exception>
    internal static LoadCrlResponse Handle(LoadCrlRequest request, IsdRTransaction tx)
    {
        if ((tx.State.Euicc.Properties.RspCapability & RspCapability.CrlSupport) == 0)
            throw new StatusWordException(StatusWord.ReferencedDataNotFound);
        if (!TryRead(request.Crl, out RevocationList? list)) return Refuse(LoadCrlResponseError.InvalidCRLFormat);
        if (Judge(list!, tx, out TrustedCi? ci) is { } error) return Refuse(error);
        return Load(list!, ci!.SubjectKeyIdentifier, tx);
    }

    /// <summary>True if a list that is loaded names the certificate.</summary>
    internal static bool IsRevoked(RspCertificate certificate, TrustedCi issuer, CardState state) =>
        state.RevocationLists.Exists(list => list.CiPkId == issuer.SubjectKeyIdentifier && list.Names(certificate.SerialNumber));

    private static bool TryRead(CertificateList received, out RevocationList? list)
    {
        try
        {
            list = RevocationList.Parse(received.Encoded);
        }
        catch (Asn1ContentException)
        {
            list = null;
        }
        return list is not null && IsWellFormed(list);
    }

    /// <summary>A list of the CI's own certificates, with what tells it from earlier ones; in numbered parts, or whole.</summary>
    private static bool IsWellFormed(RevocationList list)
    {
        if (list.UnknownCritical.Count != 0 || list.IsIndirect || list.Number is null || list.AuthorityKeyIdentifier is null) return false;
        if (list is { TotalParts: null, Part: null }) return true;
        return list.BaseNumber is null && list.TotalParts is <= LoadedRevocationList.MaximumParts && list.Part <= list.TotalParts;
    }

    private static LoadCrlResponseError? Judge(RevocationList list, IsdRTransaction tx, out TrustedCi? ci)
    {
        ci = tx.State.Euicc.TrustedCis.FirstOrDefault(
            one => one.SubjectKeyIdentifier == list.AuthorityKeyIdentifier && (one.Name is null || one.Name.Matches(list.Issuer)));
        if (ci is null) return LoadCrlResponseError.VerificationKeyNotFound;
        if (!list.IsSignedBy(ci.PublicKey)) return LoadCrlResponseError.InvalidSignature;
        // A list from the future: one of the two clocks is wrong.
        return tx.Environment.Now < list.ThisUpdate ? LoadCrlResponseError.UndefinedError : null;
    }

    private static LoadCrlResponse Load(RevocationList list, Octets ciPkId, IsdRTransaction tx)
    {
        CardState state = tx.State;
        LoadedRevocationList? before = state.RevocationLists.Find(one => one.CiPkId == ciPkId && one.DistributionPoint == list.DistributionPoint);
        if (list.Number < before?.Number) return Refuse(LoadCrlResponseError.FresherCrlAlreadyLoaded);
        if (list.BaseNumber is not null && before?.IsBaseOf(list) is not true) return Refuse(LoadCrlResponseError.BaseCrlMissing);
        if (list.Number == before?.Number && (list.TotalParts ?? 1) != before!.TotalParts && list.BaseNumber is null)
            return Refuse(LoadCrlResponseError.InvalidCRLFormat);
        LoadedRevocationList after = (before ?? LoadedRevocationList.Begin(ciPkId, list)).With(list);
        if (after.Size - (before?.Size ?? 0) > state.FreeMemory) return Refuse(LoadCrlResponseError.NotEnoughMemorySpace);
        tx.State = state with { RevocationLists = (before is null ? state.RevocationLists : state.RevocationLists.Remove(before)).Add(after) };
        return new LoadCrlResponse.Ok(new()
        {
            MissingParts = after.IsComplete ? null : SequenceOf.From(after.MissingParts.Select(part => (long)part)),
        });
    }

    private static LoadCrlResponse.Error Refuse(LoadCrlResponseError error) => new(error);
}
