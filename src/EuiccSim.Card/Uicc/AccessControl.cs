using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>Decides whether a command may touch a file. TS 102 221 §9.2.</summary>
internal static class AccessControl
{
    internal static bool Allows(FileNode file, byte mode, CommandApdu command, UiccPort port)
    {
        FileNode directory = file.Kind.IsDirectory() ? file : file.Parent!;
        return ConditionOf(file, mode, command, port).IsMet(directory, port);
    }

    /// <summary>What must be met for a command.</summary>
    internal static AccessCondition ConditionOf(FileNode file, byte mode, CommandApdu command, UiccPort port) =>
        RulesOf(file, port)?.For(mode, command) ?? AccessCondition.Never;

    /// <summary>
    /// The rules as EF.ARR has them now: those of the package are parsed once for all cards, changed ones once per session.
    /// </summary>
    private static AccessRules? RulesOf(FileNode file, UiccPort port)
    {
        FileNode? arr = file.ArrFile;
        int record = file.Parameters.ArrRecord;
        if (arr is null || record == 0 || record > arr.RecordCount) return null;
        UiccProfile uicc = port.Uicc;
        if (!uicc.Contents.IsEmpty && uicc.Contents.TryGetValue(arr.ContentId, out Octets changed))
            return port.Security.Rules(arr, record, changed);
        if (uicc.Files.IsCommon(arr.ContentId) && arr.RecordRules(record) is { } known) return known;
        Octets initial = uicc.Files.InitialContent(arr.ContentId).Whole;
        return uicc.Files.IsCommon(arr.ContentId)
            ? arr.SetRecordRules(record, Parse(arr, record, initial))
            : port.Security.Rules(arr, record, initial);
    }

    internal static AccessRules Parse(FileNode arr, int record, Octets content) =>
        AccessRules.Parse(content.Span.Slice((record - 1) * arr.RecordLength, arr.RecordLength));
}
