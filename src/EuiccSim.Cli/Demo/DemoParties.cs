using EuiccSim.Card;
using EuiccSim.Card.IsdR;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Demo;

/// <summary>The chip and the server of a demonstration, under one PKI. Given a seed and a clock, their octets are the same on every run.</summary>
internal sealed class DemoParties
{
    internal DemoParties(RspPki pki, TimeProvider time, Func<string, RandomSource> random, CardOptions? cardOptions = null)
    {
        Euicc = EuiccConfigurations.From(pki);
        Card = VirtualEuicc.Create(Euicc, new(time, random("card")), cardOptions);
        Server = new(new()
        {
            Address = Address,
            Credentials = [SmdpCredential.From(pki)],
            Time = time,
            Random = random("server"),
        });
    }

    internal EuiccConfiguration Euicc { get; }

    internal VirtualEuicc Card { get; }

    internal SmdpServer Server { get; }

    /// <summary>The address in SGP.26's TLS certificate.</summary>
    internal const string Address = "testsmdpplus1.example.com";
}
