using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>What every store of an SM-DS asks before it takes anything: can it be read as it will be written?</summary>
internal static class StorableEvent
{
    /// <summary>Nothing, if it can be kept.</summary>
    /// <exception cref="StateValueException">It cannot.</exception>
    internal static void Check(EventRecord record) => RecordJson.Check($"the event of {record.Owner}", () =>
        RecordJson.Reread(SmdsMapping.ToRecord(record), SmdsJsonContext.Instance.SmdsEventRecord, SmdsMapping.From));

    /// <summary>Nothing, if there is none or it can be kept.</summary>
    /// <exception cref="StateValueException">It cannot.</exception>
    internal static void Check(RootDeletion? owed)
    {
        if (owed is null) return;
        RecordJson.Check("the event for the root SM-DS", () =>
            RecordJson.Reread(SmdsMapping.ToRecord(owed)!, SmdsJsonContext.Instance.RootDeletionRecord, record => SmdsMapping.From(record)!));
    }
}
