using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>Rows of the catalogue that load one package: what is otherwise than it should be, and what comes of it.</summary>
/// <param name="Clause">The clause of SGP.23.</param>
/// <param name="Section">The section of SGP.22.</param>
/// <param name="Commands">The step at which the eUICC must stop; several where it may notice later.</param>
internal sealed record LoadRow(string Clause, string Section, params SequenceOf<BppCommandId> Commands)
{
    /// <summary>The server does something wrongly.</summary>
    internal ConformanceCase Refused(string word, string title, Func<PlayedServer, PlayedServer> server, params SequenceOf<ErrorReason> reasons) => Refused(word, title, async bench =>
    {
        PlayedSession session = await bench.PreparedAsync(server(bench.Server()));
        return (session, session.Bind().Segments());
    }, reasons);

    /// <summary>The package was damaged on its way.</summary>
    internal ConformanceCase Damaged(string word, string title, Func<BoundPackage, BoundPackage> change, params SequenceOf<ErrorReason> reasons) => Refused(word, title, async bench =>
    {
        PlayedSession session = await bench.PreparedAsync();
        return (session, change(session.Bind()).Segments());
    }, reasons);

    /// <summary>The metadata or the package of the Profile are not fit for the eUICC.</summary>
    internal ConformanceCase Unfit(
        string word, string title, Func<EuiccBench, (Octets Metadata, Octets Package)> make, SequenceOf<ErrorReason> reasons, params SequenceOf<string> needs) =>
        Refused(word, title, async bench =>
        {
            (Octets metadata, Octets package) = make(bench);
            PlayedSession session = await bench.PreparedAsync();
            return (session, session.Bind(metadata, package).Segments());
        }, reasons, needs);

    /// <summary>Whatever the session and its segments are.</summary>
    internal ConformanceCase Refused(
        string word, string title, Func<EuiccBench, Task<(PlayedSession Session, List<Octets> Segments)>> make, SequenceOf<ErrorReason> reasons, params SequenceOf<string> needs) =>
        Installs($"{Clause}/{word}", Section, title, async bench =>
        {
            (PlayedSession session, List<Octets> segments) = await make(bench);
            await bench.ExpectRefusedAsync(session, segments, Commands, reasons);
        }, needs);

    /// <summary>All is right, if unusual.</summary>
    internal ConformanceCase Installed(
        string word, string title, Func<EuiccBench, PlayedServer> server, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null, params SequenceOf<string> needs) =>
        Installs($"{Clause}/{word}", Section, title, async bench =>
        {
            StoreMetadataRequest metadata = TestProfiles.Metadata(1);
            if (change is not null) metadata = change(metadata);
            PlayedSession session = await bench.PreparedAsync(server(bench));
            await bench.ExpectInstalledAsync(session, metadata, session.Bind(metadata, TestProfiles.Package(1)).Segments());
        }, needs);
}
