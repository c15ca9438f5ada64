using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>The programs whose lines are read, those with the plainest marks first.</summary>
internal static class ProducerTable
{
    internal static LogProducer[] All(LogCollector into) =>
    [
        new LpacStdio(into),
        new LpacDebug(into),
        new EuiccGo(into),
        new OpenEuicc(into),
        MarkedAtDialogue.OfOpenpilot(into),
        MarkedAtDialogue.OfLpac(into),
        new ModemManager(into),
        new Qmi(into),
        MarkedAtDialogue.OfOthers(into),
        new AtDialogue(into),
        new LpaDesktop(into),
        new PcscSpy(into),
        new Pcscd(into),
        new OpenScDebug(into),
        new OpenScTool(into),
        new Scriptor(into),
        new GpDebug(into),
        new PySim(into),
        new WiresharkBytes(into),
        .. LinePairs.All(into),
    ];
}
