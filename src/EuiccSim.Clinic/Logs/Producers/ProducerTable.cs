using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>The programs whose lines are read, those with the plainest marks first.</summary>
internal static class ProducerTable
{
    internal static LogProducer[] All(LogCollector into) =>
    [
        new LpacStdio(into),
        new OwnJsonLines(into),
        new OwnText(into),
        new LpacDebug(into),
        new LpacGbinder(into),
        new LpacUqmi(into),
        new EuiccGo(into),
        new OpenEuicc(into),
        new AndroidRadio(into),
        new OnomondoIpa(into),
        MarkedAtDialogue.OfOpenpilot(into),
        MarkedAtDialogue.OfLpac(into),
        new ModemManager(into),
        new Mbim(into),
        new Qmi(into),
        MarkedAtDialogue.OfOthers(into),
        new AtDialogue(into),
        new LpaDesktop(into),
        new PcscSpy(into),
        new PcscSpyRaw(into),
        new Simtrace(into),
        new SimtraceCardem(into),
        new Pcscd(into),
        new OpenScDebug(into),
        new OpenScTool(into),
        new Curl(into),
        new OsmoSmdpp(into),
        new NginxAccess(into),
        new Scriptor(into),
        new GpDebug(into),
        new Apdu4jDump(into),
        new PySim(into),
        new PySimTraceRaw(into),
        new Cardpeek(into),
        new DatedHex(into),
        new SmartSpy(into),
        new WiresharkDetails(into),
        new WiresharkBytes(into),
        .. LinePairs.All(into),
    ];
}
