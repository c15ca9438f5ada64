using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests;

/// <summary>A card with a seed, and the few commands that tests of the ISD-R need.</summary>
internal sealed class TestEuicc
{
    internal TestEuicc(CardOptions? options = null, EuiccConfiguration? euicc = null, bool hasClock = true)
    {
        Card = VirtualEuicc.Create(euicc ?? Configuration, new(hasClock ? Time : null, new SeededRandom("card")), options);
        SelectIsdR();
    }

    /// <summary>A card with other surroundings.</summary>
    internal TestEuicc(CardEnvironment environment)
    {
        Card = VirtualEuicc.Create(Configuration, environment);
        SelectIsdR();
    }

    /// <summary>A card of another variant.</summary>
    internal TestEuicc(EuiccVariant variant)
    {
        Card = new(new() { Euicc = Configuration }, new(Time, new SeededRandom("card")), CardOptions.Default, variant);
        SelectIsdR();
    }

    /// <summary>A card that is in a state of another one.</summary>
    internal TestEuicc(CardState state, CardOptions? options = null)
    {
        Card = VirtualEuicc.Restore(state, new(Time, new SeededRandom("card")), options);
        SelectIsdR();
    }

    internal static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static RspPki Pki { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("pki"), Now.AddYears(-1));

    internal static EuiccConfiguration Configuration { get; } = EuiccConfigurations.From(Pki);

    internal ManualTime Time { get; } = new(Now);

    internal VirtualEuicc Card { get; }

    internal CardState State => Card.Snapshot();

    internal void SelectIsdR() => Assert.That(Send("00A4040C10A0000005591010FFFFFFFF8900000100"), Is.EqualTo("9000"));

    /// <summary>Resets the card and selects the ISD-R again.</summary>
    internal void Reset()
    {
        Card.Reset();
        SelectIsdR();
    }

    /// <summary>Hexadecimal digits in and out; spaces mean nothing.</summary>
    internal string Send(string apdu) => Card.Process(Octets.FromHex(apdu.Replace(" ", ""))).ToString();

    /// <summary>Commands one after the other; the answer to the last.</summary>
    internal string Send(params string[] apdus) => Array.ConvertAll(apdus, Send)[^1];

    /// <summary>An ES10 command; data and status word of the answer, as digits.</summary>
    internal string Es10(string command)
    {
        ResponseApdu response = StoreData(Octets.FromHex(command.Replace(" ", "")));
        return $"{response.Data}{response.Status}";
    }

    /// <summary>An ES10 command in blocks; the answer's data, collected by GET RESPONSE, and the last status word.</summary>
    internal ResponseApdu StoreData(Octets data, int blockSize = 255, int channel = 0)
    {
        ResponseApdu response = ResponseApdu.Ok;
        for (int at = 0, block = 0; at < data.Length; at += blockSize, block++)
        {
            int length = Math.Min(blockSize, data.Length - at);
            byte p1 = at + length == data.Length ? (byte)0x91 : (byte)0x11;
            response = Transmit(new((byte)(0x80 | channel), 0xE2, p1, (byte)block, data.Slice(at, length), 256));
            if (!response.Status.IsOk) return response;
        }
        return response;
    }

    internal TResponse Call<TResponse>(IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse>
    {
        ResponseApdu response = StoreData(Asn1Codec.Encode(request));
        Assert.That(response.Status.IsOk, Is.True, $"{request.GetType().Name}: {response.Status}");
        return Asn1Codec.Decode<TResponse>(response.Data, strict: true);
    }

    /// <summary>True if the eUICC of <see cref="Pki"/> signed these octets.</summary>
    internal static bool IsSignedByEuicc(Octets data, Octets signature) => Pki.Euicc.PublicKey!.Verify(data.Span, signature.Span);

    private ResponseApdu Transmit(CommandApdu command)
    {
        ResponseApdu response = ResponseApdu.Parse(Card.Process(command.Encode()));
        List<Octets> data = [response.Data];
        while (response.Status.Sw1 == 0x61)
        {
            int length = response.Status.Sw2 == 0 ? 256 : response.Status.Sw2;
            response = ResponseApdu.Parse(Card.Process(new CommandApdu(command.Cla, 0xC0, 0, 0, default, length).Encode()));
            data.Add(response.Data);
        }
        return new(Octets.Concat([.. data]), response.Status);
    }
}
