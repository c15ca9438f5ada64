using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Testing;

/// <content>The profile used as a SIM.</content>
public sealed partial class Demonstration
{
    private async Task UseAsync(CancellationToken cancellationToken)
    {
        _steps.Begin("open-sim");
        await using Sim sim = await Sim.OpenAsync(Channels, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (Subscriber.Pin is { } pin) await sim.VerifyPinAsync(PinReference.Pin1, pin, cancellationToken).ConfigureAwait(false);
        _steps.Begin("read-iccid");
        Octets iccid = (await sim.ReadIccidAsync(cancellationToken).ConfigureAwait(false)).Ef;
        Check("read-iccid", iccid == Subscriber.Iccid.Ef, $"EF.ICCID holds {iccid}.");
        _steps.Begin("read-imsi");
        Octets imsi = await sim.ReadAsync(FileAddress.Imsi, cancellationToken).ConfigureAwait(false);
        Check("read-imsi", imsi == Subscriber.ImsiFile, $"EF.IMSI holds {imsi}.");
        await AuthenticateAsync(sim, cancellationToken).ConfigureAwait(false);
    }

    private async Task AuthenticateAsync(Sim sim, CancellationToken cancellationToken)
    {
        _steps.Begin("authenticate");
        using AkaAlgorithm network = Subscriber.CreateAlgorithm();
        AkaChallenge challenge = AkaChallenge.Draw(network, _random, AkaChallenge.OrdinaryAmf);
        AuthenticateAnswer answer = await sim.AuthenticateAsync(challenge.Rand, challenge.Autn, cancellationToken).ConfigureAwait(false);
        Check("authenticate", challenge.IsAnswer(answer), $"The SIM answered {answer}.");

        _steps.Begin("resynchronise");
        // The test algorithm takes any sequence number; this AMF makes it ask for resynchronisation (TS 34.108 §8.1.2.2).
        AkaChallenge stale = network is UsimTestAlgorithm
            ? AkaChallenge.Draw(network, _random, Octets.Of(UsimTestAlgorithm.ResynchAmf))
            : challenge;
        AuthenticateAnswer refusal = await sim.AuthenticateAsync(stale.Rand, stale.Autn, cancellationToken).ConfigureAwait(false);
        Check("resynchronise", stale.IsResynchronisation(refusal), $"The SIM answered {refusal} to a used sequence number.");
    }
}
