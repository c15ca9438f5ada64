using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>How much of the rate of commands through pcscd and vpcd is left with our card in the slot.</summary>
[NonParallelizable]
internal sealed class RateTests
{
    [TestCase("80F2000C00", TestName = "STATUS at nine tenths of the rate of a card that does nothing")]
    [TestCase("80E2910006BF3E035C015A", TestName = "GetEID at nine tenths of the rate of a card that does nothing")]
    [Retry(3)]
    public async Task Our_card_has_nine_tenths_of_the_rate(string command)
    {
        Octets apdu = Octets.FromHex(command);
        await using Slot slot = await Slot.InsertAsync("rate");
        await using PcscConnection ours = await slot.ConnectAsync();
        await ours.TransmitAsync(Octets.FromHex("00A4040010A0000005591010FFFFFFFF8900000100"), default);
        Octets answer = await ours.TransmitAsync(apdu, default);

        using IdleCard idle = new(VpcdOptions.FirstPort + 1, Personality.Default.Atr.ToString(), answer.ToString());
        using PcscContext context = PcscContext.Open();
        await context.WaitForCardAsync(PcscDaemon.SecondReader);
        await using PcscConnection other = await context.ConnectAsync(PcscDaemon.SecondReader);

        // The runtime compiles hot code a second time.
        await MeasureAsync(ours, other, apdu);
        (double ourTime, double idleTime) = await MeasureAsync(ours, other, apdu);
        double ratio = idleTime / ourTime;
        TestContext.Out.WriteLine($"{1e6 / ourTime:F0} commands a second, {100 * ratio:F1} % of the rate of a card that does nothing.");
        Assert.That(ratio, Is.GreaterThan(0.9));
    }

    /// <summary>Sends to both in turns, so that what else the machine does hits both, and answers microseconds per command.</summary>
    private static async Task<(double First, double Second)> MeasureAsync(PcscConnection first, PcscConnection second, Octets apdu)
    {
        double[] ofFirst = new double[Commands];
        double[] ofSecond = new double[Commands];
        for (int i = 0; i < Commands; i++)
        {
            ofFirst[i] = await TimeAsync(first, apdu);
            ofSecond[i] = await TimeAsync(second, apdu);
        }
        return (TrimmedMean(ofFirst), TrimmedMean(ofSecond));
    }

    private static async Task<double> TimeAsync(PcscConnection card, Octets apdu)
    {
        long begin = TimeProvider.System.GetTimestamp();
        await card.TransmitAsync(apdu, default);
        return TimeProvider.System.GetElapsedTime(begin).TotalMicroseconds;
    }

    /// <summary>Without the slowest tenth: those in which another process had the processor.</summary>
    private static double TrimmedMean(double[] times) => times.Order().Take(Commands * 9 / 10).Average();

    private const int Commands = 5000;
}
