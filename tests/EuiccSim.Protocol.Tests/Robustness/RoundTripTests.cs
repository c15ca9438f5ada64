using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Robustness;

internal sealed class RoundTripTests
{
    [Test]
    public void Values_of_every_type_come_back_from_their_own_DER()
    {
        ValueMaker maker = new(new Random(1));
        foreach (Codec codec in Codec.All)
        {
            for (int round = 0; round < 20; round++) Check(codec, maker.Make(codec.Type));
        }
    }

    private static void Check(Codec codec, object value)
    {
        Octets der = codec.Encode(value);
        object again = codec.Decode(der, true);
        if (!again.Equals(value)) Assert.Fail($"{der}\nwas {value}\nis  {again}");
        if (codec.Encode(again) != der) Assert.Fail($"{der} of {value} is encoded as {codec.Encode(again)} the second time");
    }
}
