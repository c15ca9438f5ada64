using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Editing;

/// <summary>Applications that come into a package: what of them must be theirs alone there. SAIP §8.3.1, TS 102 221 §8.1.</summary>
internal sealed class ComingApplications
{
    private readonly PackageDraft _draft;
    private readonly (ProfileElement Value, EditableTlv Tlv)[] _elements;
    private readonly PackageFile[] _staying;
    private readonly int? _replaced;
    private (Octets From, Octets To)? _renamed;

    /// <param name="draft">The package.</param>
    /// <param name="come">The elements that come.</param>
    /// <param name="fresh">The same, to be changed.</param>
    /// <param name="replaced">The element in whose place they come; null: in none's.</param>
    internal ComingApplications(PackageDraft draft, ProfilePackage come, List<EditableTlv> fresh, int? replaced = null)
    {
        (_draft, _replaced) = (draft, replaced);
        _elements = [.. come.Elements.Select(element => element.Value).Zip(fresh)];
        _staying = [.. draft.Files.Adfs.Where(adf => adf.Source.Element != replaced)];
    }

    /// <summary>Gives the application that comes another AID, here and where other elements that come name it.</summary>
    internal void Rename(Octets aid)
    {
        Octets[] adfs = [.. AdfNames.Distinct()], all = adfs.Length > 0 ? adfs : [.. OwnAids.Distinct()];
        if (all.Length != 1) throw new ProfileEditException("badValue", string.Create(CultureInfo.InvariantCulture, $"An AID can be given to one application, and the elements that come make {all.Length}."));
        foreach ((ProfileElement value, EditableTlv tlv) in _elements)
            foreach (EditableTlv place in IdentifierPlaces.AidsOf(value, tlv).Where(place => place.Value == all[0])) place.Value = aid;
        _renamed = (all[0], aid);
        if (all[0] != aid) _draft.Notes.Add($"What comes has the AID {aid} instead of {all[0]}.");
    }

    /// <summary>Nobody but the user can say by which AID an application shall be known.</summary>
    internal void RequireFreeAids()
    {
        HashSet<Octets> taken = [.. _staying.Select(adf => adf.Definition.DfName).OfType<Octets>()];
        taken.UnionWith(_draft.Read.Elements.Where((_, i) => i != _replaced).SelectMany(element => ApplicationChanges.AidsOf(element.Value)));
        foreach (Octets aid in AdfNames.Concat(OwnAids))
            if (!taken.Add(aid)) throw new ProfileEditException("alreadyThere", $"There is an application {aid}: say which other AID the one that comes shall have (--aid), or remove one.");
    }

    /// <summary>
    /// Gives an ADF whose temporary identifier is taken a free one; paths in what comes with it follow. One that comes in the place of another has that one's, to
    /// which paths of others lead.
    /// </summary>
    internal void FreeIdentifiers()
    {
        HashSet<int> taken = [.. _staying.Select(adf => adf.Definition.FileId), .. _draft.Files.Mf?.Children.Select(child => child.Definition.FileId) ?? []];
        HashSet<int> others = [.. taken, .. Adfs.Select(adf => IdentifierOf(adf.Fcp)).OfType<int>()];
        Queue<int> old = new(_draft.Files.Adfs.Except(_staying).Select(adf => adf.Definition.FileId));
        foreach ((int at, EditableTlv fcp) in Adfs.ToArray())
        {
            if (IdentifierOf(fcp) is not { } own) continue;
            bool isFree = taken.Add(own), hasOld = old.TryDequeue(out int former);
            if (hasOld ? own == former : isFree) continue;
            int free = hasOld ? former : s_temporary.FirstOrDefault(others.Add, own);
            Move(at, own, free);
            string why = hasOld ? "as the one in whose place it comes" : FormattableString.Invariant($"as {own:X4} was taken");
            _draft.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"The ADF {fcp.Find(IdentifierPlaces.DfNameTag)?.Value} has the temporary identifier {free:X4}, {why}."));
        }
    }

    /// <summary>The identifier of an ADF, and the paths through it: those in the elements up to the next ADF that had the same one.</summary>
    private void Move(int at, int own, int free)
    {
        for (int i = at; i < _elements.Length; i++)
        {
            (ProfileElement value, EditableTlv tlv) = _elements[i];
            EditableTlv[] same = [.. IdentifierPlaces.AdfsOf(value, tlv).Where(fcp => IdentifierOf(fcp) == own)];
            if (i > at && same.Length > 0) break;
            if (i == at) same[0].Find(IdentifierPlaces.FileIdTag)!.Value = Identifier(free);
            foreach (EditableTlv path in IdentifierPlaces.PathsOf(value, tlv))
            {
                int from = path.Value is [0x3F, 0x00, ..] ? 2 : 0;
                if (path.Value.Length >= from + 2 && path.Value.Slice(from, 2) == Identifier(own))
                    path.Value = Octets.Concat(path.Value.Slice(0, from), Identifier(free), path.Value.Slice(from + 2));
            }
        }
    }

    private IEnumerable<(int At, EditableTlv Fcp)> Adfs => _elements.SelectMany((element, at) => IdentifierPlaces.AdfsOf(element.Value, element.Tlv).Select(fcp => (at, fcp)));

    private IEnumerable<Octets> AdfNames => Adfs.Select(adf => adf.Fcp.Find(IdentifierPlaces.DfNameTag)?.Value).OfType<Octets>();

    private IEnumerable<Octets> OwnAids => _elements.SelectMany(element => ApplicationChanges.AidsOf(element.Value)).Select(aid => aid == _renamed?.From ? _renamed.Value.To : aid);

    private static int? IdentifierOf(EditableTlv fcp) => fcp.Find(IdentifierPlaces.FileIdTag)?.Value is [var high, var low] ? (high << 8) | low : null;

    private static Octets Identifier(int id) => Octets.Of([(byte)(id >> 8), (byte)(id & 0xFF)]);

    // '7FFF' is the current application, TS 102 221 §8.4.1.
    private static readonly int[] s_temporary = [.. Enumerable.Range(0x7FD0, 0x2F), .. Enumerable.Range(0x7F00, 0xD0)];
}
